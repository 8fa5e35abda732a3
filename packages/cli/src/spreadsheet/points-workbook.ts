import type { IndexPeriod, PointsLedger, PointsLedgerMember } from '@lianxin/gateway';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { safeText } from './safe-text.js';

/** What was written; `left` entries did not fit. */
export interface WrittenPoints {
  readonly members: number;
  readonly entries: number;
  readonly left: number;
}

/** The writer holds a sheet in memory; what is beyond this is counted and not listed. */
const MAX_ENTRIES = 200_000;

const kindNames = { AWARD: '计分', REVERSAL: '冲回', CLAIM: '申报', CORRECTION: '更正' } as const;

const bold = (value: string) => ({ value, fontWeight: 'bold' as const });

function balanceRows({ code, name, balances }: PointsLedgerMember, no: number): SheetData {
  const total = (of: 'points' | 'counted'): number => balances.reduce((sum, balance) => sum + balance[of], 0);
  const member = [no, safeText(code), safeText(name)];
  return [
    [...member, '合计', null, total('points'), total('counted'), null],
    ...balances.map(({ ruleCode, rule, points, counted }) => [
      ...[...member, safeText(rule?.name ?? ruleCode), ruleCode, points, counted, rule?.cap ?? null],
    ]),
  ];
}

function entryRows({ code, name, entries }: PointsLedgerMember): SheetData {
  return entries.map((entry) => [
    safeText(code),
    safeText(name),
    entry.day,
    entry.rule_code,
    kindNames[entry.kind],
    entry.points,
    entry.unit_type,
    entry.unit_id && safeText(entry.unit_id),
    entry.event_type,
    entry.event_id,
    entry.claim_id,
    entry.corrects_id,
    entry.reason && safeText(entry.reason),
    entry.scheme_version,
    entry.entered_at.toISOString(),
    entry.id,
  ]);
}

const balanceHeadings = ['序号', '代表编号', '姓名', '计分项', '计分项编码', '工分', '封顶后', '上限'];
const entryHeadings = [
  ...['代表编号', '姓名', '归属日期', '计分项编码', '类别', '工分', '对象', '对象编号', '事件', '事件编号'],
  ...['申报编号', '被更正明细编号', '原因', '规则版本', '入账时间 (UTC)', '明细编号'],
];

/** Writes a points ledger (工分台账): balances by rule, every entry behind them, and by what rules. */
export async function writePointsWorkbook(
  path: string,
  { version: { scheme, version, hash }, members }: PointsLedger,
  { kind, start, end }: IndexPeriod,
): Promise<WrittenPoints> {
  const balances: SheetData = [balanceHeadings.map(bold)];
  const entries: SheetData = [entryHeadings.map(bold)];
  let [count, left] = [0, 0];
  for await (const member of members()) {
    count += 1;
    balances.push(...balanceRows(member, count));
    const room = MAX_ENTRIES + 1 - entries.length;
    entries.push(...entryRows(member).slice(0, room));
    left += Math.max(0, member.entries.length - room);
  }
  const written = entries.length - 1;
  if (left > 0) entries.push([`还有 ${left} 条未列出 / ${left} more are not listed`]);
  const facts: SheetData = [
    [bold('方案'), safeText(scheme.name)],
    [bold('周期'), `${kind} ${start} – ${end}(不含)`],
    [bold('规则版本'), version],
    [bold('规则哈希 SHA-256'), hash],
  ];
  await writeXlsxFile([
    { data: balances, sheet: '工分结余', stickyRowsCount: 1 },
    { data: entries, sheet: '工分明细', stickyRowsCount: 1 },
    { data: facts, sheet: '说明', columns: [{ width: 24 }, { width: 70 }] },
  ]).toFile(path);
  return { members: count, entries: written, left };
}
