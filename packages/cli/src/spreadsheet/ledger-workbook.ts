import { type IndexLedger, type IndexPeriod, type LedgerMember, roundHalfUp } from '@lianxin/gateway';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { safeText } from './safe-text.js';

/** What was written; `left` rows of evidence did not fit. */
export interface WrittenLedger {
  readonly members: number;
  readonly events: number;
  readonly left: number;
}

/** The writer holds a sheet in memory; what is beyond this is counted and not listed. */
const MAX_EVENTS = 200_000;

const rateNames = { CLAIM: '任务认领率', DISCOVERY: '问题发现率', RECTIFICATION: '整改落实率' } as const;

const bold = (value: string) => ({ value, fontWeight: 'bold' as const });

/** Percent to two decimals; empty where nothing was to be counted. */
const percent = (value: Parameters<typeof roundHalfUp>[0] | null): number | null =>
  value && roundHalfUp(value, 10_000) / 100;

function memberRow({ code, name, standing: { rates, score } }: LedgerMember, no: number): SheetData[number] {
  const figures = rates.flatMap(({ value, numerator, denominator, sampleTooSmall }) => [
    roundHalfUp(numerator, 100) / 100,
    roundHalfUp(denominator, 100) / 100,
    percent(value),
    sampleTooSmall ? '样本不足' : null,
  ]);
  const points = score.hundredths === null ? null : score.hundredths / 100;
  return [no, safeText(code), safeText(name), points, score.applicableWeightBp / 100, ...figures];
}

function evidenceRows({ code, name, evidence }: LedgerMember): SheetData {
  return evidence.map((row) => [
    safeText(code),
    safeText(name),
    rateNames[row.indicator],
    row.day,
    row.denominator || row.numerator ? '计入' : '不计入',
    row.numerator ? '是' : '否',
    `1/${row.share}`,
    row.reason,
    row.unit_type,
    safeText(row.unit_id),
    row.event_type,
    row.event_id,
    row.occurred_at.toISOString(),
    row.evidence_id,
  ]);
}

const rateHeadings = Object.values(rateNames).flatMap((rate) => [`${rate} 分子`, '分母', '%', '样本']);
const memberHeadings = ['序号', '代表编号', '姓名', '履职指数', '适用权重 %', ...rateHeadings];
const evidenceHeadings = [
  ...['代表编号', '姓名', '指标', '归属日期', '计入', '分子', '权数', '原因', '对象', '对象编号'],
  ...['事件', '事件编号', '发生时间 (UTC)', '反证问题编号'],
];

/** Writes a ledger (台账): the figures, every event behind them, and by what rules and up to where they were counted. */
export async function writeLedgerWorkbook(
  path: string,
  { policy, asOf, hash, members }: IndexLedger,
  { kind, start, end }: IndexPeriod,
): Promise<WrittenLedger> {
  const figures: SheetData = [memberHeadings.map(bold)];
  const evidence: SheetData = [evidenceHeadings.map(bold)];
  let [count, left] = [0, 0];
  for await (const member of members()) {
    count += 1;
    figures.push(memberRow(member, count));
    const room = MAX_EVENTS + 1 - evidence.length;
    evidence.push(...evidenceRows(member).slice(0, room));
    left += Math.max(0, member.evidence.length - room);
  }
  const events = evidence.length - 1;
  if (left > 0) evidence.push([`还有 ${left} 条未列出 / ${left} more are not listed`]);
  const facts: SheetData = [
    [bold('评价范围'), safeText(policy.policy.name)],
    [bold('周期'), `${kind} ${start} – ${end}(不含)`],
    [bold('规则版本'), policy.version],
    [bold('规则哈希 SHA-256'), policy.hash],
    [bold('统计至日志位置'), asOf.position],
    [bold('统计时间 (UTC)'), asOf.at.toISOString()],
    [bold('封账哈希 SHA-256'), hash ?? '未封账'],
  ];
  await writeXlsxFile([
    { data: figures, sheet: '履职指数', stickyRowsCount: 1 },
    { data: evidence, sheet: '佐证', stickyRowsCount: 1 },
    { data: facts, sheet: '说明', columns: [{ width: 24 }, { width: 70 }] },
  ]).toFile(path);
  return { members: count, events, left };
}
