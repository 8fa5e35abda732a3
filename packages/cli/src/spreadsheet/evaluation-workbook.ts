import { type GroupResult, type GroupTable, type IndexPeriod } from '@lianxin/gateway';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { safeText } from './safe-text.js';

const sourceNames = { INTERNAL: '内部督查', PEER: '互评', DEPUTY: '代表评议', PUBLIC: '群众反馈' } as const;

const bold = (value: string) => ({ value, fontWeight: 'bold' as const });

const yes = (holds: boolean): string => (holds ? '是' : '否');

/** Points to two decimals; empty where there are none. */
const points = (hundredths: number | null): number | null => (hundredths === null ? null : hundredths / 100);

function resultRow({ content, current, corrections, talk, ...low }: GroupResult, no: number): SheetData[number] {
  const { subject, scoreHundredths, dimensions, sources, isSelected, isTalkDue } = content;
  return [
    no,
    safeText(subject.id),
    safeText(subject.name),
    points(scoreHundredths),
    ...dimensions.map((dimension) => points(dimension.scoreHundredths)),
    sources
      .filter(({ isLeftOut }) => isLeftOut)
      .map(({ source }) => `${sourceNames[source]} 样本不足`)
      .join(';'),
    yes(isSelected),
    yes(isTalkDue),
    talk?.held_on ?? null,
    corrections.length,
    points(current.hundredths),
    yes(current.isSelected),
    low.lowPeriods,
    yes(low.isAdjustmentDue),
  ];
}

/** One row for each person, dimension, source and indicator that counts. */
function cellRows({ content: { subject, sources, dimensions } }: GroupResult): SheetData {
  const shareOf = new Map(sources.map(({ source, weight }) => [source, weight]));
  return dimensions.flatMap((dimension) =>
    dimension.cells.flatMap(({ source, indicators }) =>
      indicators.map((indicator) => [
        ...[safeText(subject.id), safeText(dimension.name), safeText(indicator.name), sourceNames[source]],
        ...[dimension.weightBp / 100, indicator.weightBp / 100, shareOf.get(source) ?? null],
        ...[indicator.judges, indicator.points],
      ]),
    ),
  );
}

function correctionRows({ content: { subject }, corrections }: GroupResult): SheetData {
  return corrections.map(({ hundredths, reason, entered_at: at }) => [
    ...[safeText(subject.id), safeText(subject.name), hundredths / 100, safeText(reason), at.toISOString()],
  ]);
}

/** Writes a result table: figures, what each cell is made of, and by what rules. */
export async function writeEvaluationWorkbook(
  path: string,
  table: GroupTable,
  { kind, start, end }: IndexPeriod,
): Promise<void> {
  const { scheme, version, hash } = table.version;
  const { closed } = table;
  const dimensions = scheme.dimensions.map(({ name }) => name);
  const headings = [
    '序号',
    '编号',
    '姓名',
    '总分',
    ...dimensions,
    '未计入来源',
    '评先',
    '应约谈',
    '约谈日期',
    '更正次数',
    '更正后总分',
    '更正后评先',
    '连续较差周期',
    '应调整',
  ];
  const cellHeadings = ['编号', '维度', '指标', '来源', '维度权重 %', '指标权重 %', '来源占比', '评价人数', '分数合计'];
  const correctionHeadings = ['编号', '姓名', '更正分值', '原因', '更正时间 (UTC)'];
  const facts: SheetData = [
    [bold('方案'), safeText(scheme.name)],
    [bold('周期'), `${kind} ${start} – ${end}(不含)`],
    [bold('方案版本'), version],
    [bold('方案哈希 SHA-256'), hash],
    [bold('状态'), closed ? '已封账' : '未封账'],
    [bold('封账时间 (UTC)'), closed ? closed.closed_at.toISOString() : null],
    [bold('封账哈希 SHA-256'), closed?.hash ?? null],
  ];
  await writeXlsxFile([
    {
      data: [headings.map(bold), ...table.results.map((result, index) => resultRow(result, index + 1))],
      sheet: '考评结果',
      stickyRowsCount: 1,
    },
    {
      data: [cellHeadings.map(bold), ...table.results.flatMap(cellRows)],
      sheet: '计分明细',
      stickyRowsCount: 1,
    },
    {
      data: [correctionHeadings.map(bold), ...table.results.flatMap(correctionRows)],
      sheet: '更正',
      stickyRowsCount: 1,
    },
    { data: facts, sheet: '说明', columns: [{ width: 24 }, { width: 70 }] },
  ]).toFile(path);
}
