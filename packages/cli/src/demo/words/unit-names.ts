/** A bureau: its name behind that of its city or county, how people call it, and what the catalogue sends to it. */
export interface BureauName {
  readonly name: string;
  readonly shortName: string;
  /** Category codes; a code stands for all below it. */
  readonly categories: readonly string[];
}

/** Bureaus of the city (市直部门). */
export const cityBureaus = {
  construction: { name: '市住房和城乡建设局', shortName: '市建设局', categories: ['01'] },
  transport: { name: '市交通运输局', shortName: '市交通局', categories: ['0201', '0202'] },
  education: { name: '市教育局', shortName: '市教育局', categories: ['03'] },
  health: { name: '市卫生健康委员会', shortName: '市卫健委', categories: ['04'] },
  environment: { name: '市生态环境局', shortName: '市生态环境局', categories: ['0501'] },
  enforcement: { name: '市综合行政执法局', shortName: '市执法局', categories: ['0502', '050101', '050102', '020302'] },
  civilAffairs: { name: '市民政局', shortName: '市民政局', categories: ['0601', '060202'] },
  labour: { name: '市人力资源和社会保障局', shortName: '市人社局', categories: ['10', '060201'] },
  agriculture: { name: '市农业农村局', shortName: '市农业农村局', categories: ['07'] },
  water: { name: '市水利局', shortName: '市水利局', categories: ['070101', '050103', '010301'] },
  culture: { name: '市文化广电旅游局', shortName: '市文广旅游局', categories: ['08'] },
  police: { name: '市公安局', shortName: '市公安局', categories: ['0203', '090102'] },
  market: { name: '市市场监督管理局', shortName: '市市场监管局', categories: ['0902'] },
  fire: { name: '市消防救援支队', shortName: '市消防支队', categories: ['090101'] },
  services: { name: '市政务服务管理办公室', shortName: '市政务办', categories: ['11'] },
} as const satisfies Record<string, BureauName>;

/** Bureaus that counties have; which county has which is told below. */
const countyBureaus = {
  construction: { name: '住房和城乡建设局', shortName: '建设局', categories: ['01'] },
  transport: { name: '交通运输局', shortName: '交通局', categories: ['02'] },
  education: { name: '教育局', shortName: '教育局', categories: ['03'] },
  enforcement: { name: '综合行政执法局', shortName: '执法局', categories: ['0502', '020302', '050102'] },
  health: { name: '卫生健康局', shortName: '卫健局', categories: ['04'] },
} as const satisfies Record<string, BureauName>;

/** Bureaus of each county by the county's code (县直部门). */
export const bureausOfCounty: Readonly<Record<string, readonly BureauName[]>> = {
  '330702000000': Object.values(countyBureaus),
  '330703000000': [countyBureaus.enforcement],
  '330723000000': [countyBureaus.transport],
  '330726000000': [countyBureaus.enforcement],
  '330727000000': [countyBureaus.health],
  '330781000000': [countyBureaus.construction],
  '330782000000': [countyBureaus.construction, countyBureaus.enforcement],
  '330783000000': [countyBureaus.transport],
  '330784000000': [countyBureaus.enforcement],
};

/** What towns and streets handle themselves (属地). */
export const townCategories = [
  '01',
  '0202',
  '0203',
  '05',
  '06',
  '07',
  '08',
  '0901',
  '030102',
  '040101',
  '100101',
  '110101',
] as const;
