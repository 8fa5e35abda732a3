import { type EvaluationScheme, JudgementSource, TieRule } from './evaluation-scheme.js';

/**
 * Indicators by dimension. The seeds tell that there are five dimensions with 28 indicators and name the dimensions alone
 * (RULEBOOK §1, row 19); the indicators are ours, each a result, none a presence.
 */
const table: readonly (readonly [code: string, name: string, weightBp: number, indicators: readonly string[]])[] = [
  ['POLITICAL', '政治建设', 2_000, ['学习落实', '决策部署落实', '请示报告', '责任落实', '意识形态']],
  ['ORGANISATION', '组织建设', 2_000, ['组织生活质量', '台账完整', '换届规范', '队伍培养', '联系代表', '整改清单销号']],
  ['CONDUCT', '作风建设', 2_000, ['调研质量', '接访办结', '纪律执行', '廉政风险防控', '群众诉求回应']],
  [
    'OUTCOME',
    '业务成效',
    2_500,
    ['立法质量', '监督实效', '建议办理', '民生实事推进', '代表服务', '问题整改落实', '任务完成'],
  ],
  ['INNOVATION', '创新贡献', 1_500, ['制度创新', '数字应用成效', '经验推广', '跨部门协同', '专项攻坚']],
];

/** Weights that add up to 10000: the first ones take what cannot be shared evenly. */
function evenly(codePrefix: string, names: readonly string[]): EvaluationScheme['dimensions'][number]['indicators'] {
  const share = Math.floor(10_000 / names.length);
  const left = 10_000 - share * names.length;
  return names.map((name, index) => ({
    code: `${codePrefix}_${index + 1}`,
    name,
    weightBp: share + (index < left ? 1 : 0),
  }));
}

/**
 * An example to begin from: the dimensions of 金华, the four groups of people of 开化, the four sources of 广元, the
 * threshold and quota of 宜宾 (RULEBOOK §1, rows 12, 19, 20 and 22). Weights and samples are ours.
 */
export const exampleEvaluationScheme: EvaluationScheme = {
  schemeId: 'five-dimensions',
  name: '五维考评',
  effectiveFrom: '2026-01-01',
  groups: [
    { code: 'STANDING_COMMITTEE', name: '常委会组成人员' },
    { code: 'STAFF', name: '机关干部' },
    { code: 'TOWN_CHAIR', name: '乡镇人大主席' },
    { code: 'DEPUTY', name: '人大代表' },
  ],
  dimensions: table.map(([code, name, weightBp, names]) => ({
    code,
    name,
    weightBp,
    indicators: evenly(code, names),
  })),
  sources: [
    { source: JudgementSource.INTERNAL, weightBp: 4_000, minSample: 1 },
    { source: JudgementSource.PEER, weightBp: 2_000, minSample: 3 },
    { source: JudgementSource.DEPUTY, weightBp: 2_000, minSample: 3 },
    { source: JudgementSource.PUBLIC, weightBp: 2_000, minSample: 5 },
  ],
  selection: { thresholdHundredths: 9_500, quotaBp: 4_500, ties: TieRule.INCLUDE, talkBelowHundredths: 6_000 },
};
