/** What the subgraphs hold, in memory: an invented town. One row is what a database would give for it. */
export interface StationRow {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly hours: string;
  readonly isOpen: boolean;
}

export interface DeputyRow {
  readonly id: string;
  readonly name: string;
  readonly constituency: string;
  readonly term: number;
  readonly stationId: string;
}

export interface SuggestionRow {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly supporters: number;
  readonly isUrgent: boolean;
  readonly heat: number;
  readonly stationId: string;
  readonly deputyId: string | null;
}

const stationCount = 60;
const deputyCount = 240;
export const suggestionCount = 2_000;

const rows = <Row>(count: number, make: (index: number) => Row): Row[] =>
  Array.from({ length: count }, (_, i) => make(i));
const pick = <T>(values: readonly T[], index: number): T => values[index % values.length] as T;

const streets = ['解放路', '青年路', '滨江道', '建设街', '文昌巷', '人民路', '学院路'];
const families = ['陈', '林', '黄', '吴', '周', '徐', '孙', '马', '朱', '胡', '郭', '何'];
const wishes = ['增设路灯', '修缮人行道', '加装电梯', '延长公交首末班时间', '清理河道淤泥', '增加停车位'];
const statuses = ['ADMITTED', 'DISPATCHED', 'IN_PROGRESS', 'REPLIED', 'CLOSED'];

export const stationRows: readonly StationRow[] = rows(stationCount, (i) => ({
  id: `station-${i}`,
  name: `${pick(streets, i)}第${1 + Math.floor(i / streets.length)}家站`,
  address: `${pick(streets, i)}${12 + i * 3}号`,
  hours: pick(['周一至周五 9:00–17:00', '每周三 14:00–17:00'], i),
  isOpen: i % 5 !== 0,
}));

export const deputyRows: readonly DeputyRow[] = rows(deputyCount, (i) => ({
  id: `deputy-${i}`,
  name: `${pick(families, i)}${pick(['建国', '晓梅', '志强', '丽华', '永康'], Math.floor(i / families.length))}`,
  constituency: `第${1 + (i % 30)}选区`,
  term: 15 + (i % 3),
  stationId: `station-${(i * 7) % stationCount}`,
}));

/** Neighbours belong to different stations and deputies; one in ten has no deputy yet. */
export const suggestionRows: readonly SuggestionRow[] = rows(suggestionCount, (i) => ({
  id: `suggestion-${i}`,
  title: `建议在${pick(streets, i)}${20 + (i % 180)}号附近${pick(wishes, i)}`,
  status: pick(statuses, Math.floor(i / 3)),
  supporters: (i * 37) % 500,
  isUrgent: i % 9 === 0,
  heat: ((i * 131) % 1000) / 10,
  stationId: `station-${(i * 13) % stationCount}`,
  deputyId: i % 10 === 7 ? null : `deputy-${(i * 17) % deputyCount}`,
}));
