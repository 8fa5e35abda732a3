import { type GroupResult, type GroupTable, type IndexPeriod, roundHalfUp } from '@lianxin/gateway';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { safeText } from './safe-text.js';

const sourceNames = { INTERNAL: '内部督查', PEER: '互评', DEPUTY: '代表评议', PUBLIC: '群众反馈' } as const;

const bold = (value: string) => ({ value, fontWeight: 'bold' as const });

/** Points to two decimals; empty where there are none. */
const points = (value: Parameters<typeof roundHalfUp>[0] | null): number | null =>
  value && roundHalfUp(value, 100) / 100;

function resultRow({ subject, evaluation, isSelected, isTalkDue, talk }: GroupResult, no: number): SheetData[number] {
  const { hundredths, dimensions, sources } = evaluation;
  return [
    no,
    safeText(subject.subject_id),
    safeText(subject.name),
    hundredths === null ? null : hundredths / 100,
    ...dimensions.map(({ value }) => points(value)),
    sources
      .filter(({ isLeftOut }) => isLeftOut)
      .map(({ source }) => `${sourceNames[source]} 样本不足`)
      .join(';'),
    isSelected ? '是' : '否',
    isTalkDue ? '是' : '否',
    talk?.held_on ?? null,
  ];
}

/** One row for each person, dimension, source and indicator that counts. */
function cellRows({ version }: GroupTable, { subject, evaluation, sums }: GroupResult): SheetData {
  const counted = evaluation.sources.filter(({ isLeftOut }) => !isLeftOut);
  return version.scheme.dimensions.flatMap((dimension) =>
    counted.flatMap(({ source, weight }) =>
      dimension.indicators.map((indicator) => {
        const given = sums.find((sum) => sum.source === source && sum.indicator === indicator.code);
        const names = [safeText(subject.subject_id), safeText(dimension.name), safeText(indicator.name)];
        const weights = [dimension.weightBp / 100, indicator.weightBp / 100];
        const share = weight && `${weight.num}/${weight.den}`;
        return [...names, sourceNames[source], ...weights, share, given?.judges ?? 0, given?.points ?? 0];
      }),
    ),
  );
}

/** Writes a result table: figures, what each cell is made of, and by what rules. */
export async function writeEvaluationWorkbook(
  path: string,
  table: GroupTable,
  { kind, start, end }: IndexPeriod,
): Promise<void> {
  const { scheme, version, hash } = table.version;
  const dimensions = scheme.dimensions.map(({ name }) => name);
  const headings = ['序号', '编号', '姓名', '总分', ...dimensions, '未计入来源', '评先', '应约谈', '约谈日期'];
  const cellHeadings = ['编号', '维度', '指标', '来源', '维度权重 %', '指标权重 %', '来源占比', '评价人数', '分数合计'];
  const facts: SheetData = [
    [bold('方案'), safeText(scheme.name)],
    [bold('周期'), `${kind} ${start} – ${end}(不含)`],
    [bold('方案版本'), version],
    [bold('方案哈希 SHA-256'), hash],
  ];
  await writeXlsxFile([
    {
      data: [headings.map(bold), ...table.results.map((result, index) => resultRow(result, index + 1))],
      sheet: '考评结果',
      stickyRowsCount: 1,
    },
    {
      data: [cellHeadings.map(bold), ...table.results.flatMap((result) => cellRows(table, result))],
      sheet: '计分明细',
      stickyRowsCount: 1,
    },
    { data: facts, sheet: '说明', columns: [{ width: 24 }, { width: 70 }] },
  ]).toFile(path);
}
