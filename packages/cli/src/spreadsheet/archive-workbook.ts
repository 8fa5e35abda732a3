import { DutyRecordKind } from '@lianxin/events';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import type { ArchiveLine, ArchiveRecord } from '../commands/duty-archive/read-archive.js';
import { safeText } from './safe-text.js';
import { shanghaiMinute } from './shanghai-minute.js';

/** What was written; `left` records did not fit. */
export interface WrittenArchive {
  readonly deputies: number;
  readonly records: number;
  readonly left: number;
}

/** What the workbook says of itself. */
export interface ArchiveFacts {
  /** Whose archives, as it was asked. */
  readonly scope: string;
  readonly from: string | null;
  readonly before: string | null;
  /** As whom it was read. */
  readonly reader: string;
  readonly at: Date;
}

/** The writer holds a sheet in memory; what is beyond this is counted and not listed. */
const MAX_RECORDS = 200_000;

const kindNames: Readonly<Record<DutyRecordKind, string>> = {
  [DutyRecordKind.INSPECTION]: '检查督查 Inspection',
  [DutyRecordKind.RECEPTION]: '接待群众 Reception',
  [DutyRecordKind.MICRO_WISH]: '微心愿 Micro-wish',
  [DutyRecordKind.SUGGESTION]: '办理群众意见 Suggestion',
  [DutyRecordKind.PROPOSAL]: '代表建议 Proposal',
  [DutyRecordKind.FINDING]: '发现问题 Finding',
  [DutyRecordKind.FOLLOW_UP]: '跟踪检查 Follow-up check',
  [DutyRecordKind.MEETING]: '会议 Meeting',
  [DutyRecordKind.TRAINING]: '培训 Training',
  [DutyRecordKind.RESEARCH]: '调研 Research',
};
const statusNames: Readonly<Record<string, string>> = {
  SUBMITTED: '待审核 Waiting',
  APPROVED: '已认定 Approved',
  REJECTED: '未认定 Rejected',
  RETRACTED: '代表撤回 Retracted',
  REVOKED: '撤销认定 Revoked',
};
const partNames: Readonly<Record<string, string>> = { LEAD: '领衔 Lead', CO_SIGNER: '联名(附议) Co-signer' };

const bold = (value: string) => ({ value, fontWeight: 'bold' as const });
const text = (value: string | null): string | null => (value === null ? null : safeText(value));
const minute = (at: string | null): string | null => (at === null ? null : shanghaiMinute(new Date(at)));

/** Where a record comes from: the name of the source and its id; null to whoever may not see it, and for what was added by hand. */
function sourceOf(record: ArchiveRecord): readonly [name: string | null, id: string | null] {
  const { task, suggestion, reception, proposal, finding, rectification } = record;
  if (task) return ['履职任务 Duty task', task.id];
  if (suggestion) return ['群众意见建议 Suggestion', suggestion.id];
  if (reception) return ['接待日 Reception', reception.id];
  if (proposal) return ['代表建议 Proposal', proposal.id];
  if (finding) return ['问题 Finding', finding.id];
  if (rectification) return ['整改事项 Rectification', rectification.id];
  return record.submittedAt === null ? [null, null] : ['代表自填 By the deputy', null];
}

/** What it was about, as far as the reader may know. */
const titleOf = ({ title, task, finding, rectification }: ArchiveRecord): string | null =>
  title ?? task?.title ?? finding?.title ?? rectification?.finding?.title ?? null;

const headings = [
  ...['序号 No.', '代表编号 Code', '姓名 Name', '日期 Day', '类别 Kind', '身份 Part', '事项 Title', '状态 Status'],
  ...['佐证 Evidence', '填报时间 Added (Asia/Shanghai)', '审核时间 Decided (Asia/Shanghai)'],
  ...['来源 Source', '来源编号 Source id', '记录编号 Record id', '事件编号 Event id'],
];

function recordRow({ code, name, record }: ArchiveLine, no: number): SheetData[number] {
  const { heldOn, kind, part, status, evidence, submittedAt, decidedAt, id, eventId } = record;
  return [
    ...[no, safeText(code), safeText(name), heldOn, kindNames[kind], part && (partNames[part] ?? part)],
    ...[text(titleOf(record)), statusNames[status] ?? status, text(evidence), minute(submittedAt), minute(decidedAt)],
    ...sourceOf(record).map(text),
    ...[id, eventId],
  ];
}

/** Writes archives (履职档案): a row for each record, with the ids of what shows it. Nothing in it runs as a formula. */
export async function writeArchiveWorkbook(
  path: string,
  lines: AsyncIterable<ArchiveLine>,
  { scope, from, before, reader, at }: ArchiveFacts,
): Promise<WrittenArchive> {
  const data: SheetData = [headings.map(bold)];
  const deputies = new Set<string>();
  let [records, left] = [0, 0];
  for await (const line of lines) {
    if (records === MAX_RECORDS) {
      left += 1;
      continue;
    }
    deputies.add(line.code);
    records += 1;
    data.push(recordRow(line, records));
  }
  if (left > 0) data.push([`还有 ${left} 条未列出,请缩小日期范围 / ${left} more are not listed; narrow the days`]);
  const facts: SheetData = [
    [bold('范围 Scope'), safeText(scope)],
    [bold('起始日 From'), from],
    [bold('截止日(不含) Before'), before],
    [bold('导出账号 As account'), safeText(reader)],
    [bold('导出时间 At (Asia/Shanghai)'), shanghaiMinute(at)],
    [bold('记录数 Records'), records],
    [bold('未列出 Not listed'), left],
  ];
  await writeXlsxFile([
    { data, sheet: '履职档案', stickyRowsCount: 1 },
    { data: facts, sheet: '说明', columns: [{ width: 32 }, { width: 50 }] },
  ]).toFile(path);
  return { deputies: deputies.size, records, left };
}
