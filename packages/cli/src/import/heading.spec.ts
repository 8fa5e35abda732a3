import type { CellValue } from '../spreadsheet/cell-value.js';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.js';
import { findHeadings } from './find-headings.js';
import { matchHeadings, plainHeading } from './heading.js';
import { suggestionHeadings } from './suggestion-headings.js';

const match = (...cells: CellValue[]) => matchHeadings(cells, suggestionHeadings.names, 1);

function sheetOf(...rows: (readonly CellValue[])[]): Spreadsheet {
  return {
    format: 'csv',
    sheetName: '留言',
    totalBytes: 0,
    rows: async function* () {
      for (const [at, cells] of rows.entries()) yield { rowNumber: at + 1, cells, bytesRead: 0 };
    },
    close: async () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  };
}

describe('headings', () => {
  it.each([
    '留言编号',
    ' 留言 编号 ',
    '留言\n编号',
    '留言编号：',
    '*留言编号',
    '留言编号（必填）',
    '留言编号(如 1001)',
    '\uFEFF留言编号',
  ])('%p is plainly 留言编号', (heading) => expect(plainHeading(heading)).toBe('留言编号'));

  it('are found in any order, among others', () => {
    expect(
      match('备注', '留言时间', '反对数', '留言详情', '答复时间', '留言编号', '点赞数', '留言主题', '答复意见'),
    ).toEqual({
      collectedAt: 1,
      opposeCount: 2,
      content: 3,
      repliedAt: 4,
      sourceNumber: 5,
      supportCount: 6,
      title: 7,
      replyText: 8,
    });
    expect(match('工单号', '反映人', '手机号', '标题', '诉求内容', '反映时间', '办理结果', '类别', '紧急程度')).toEqual(
      {
        sourceNumber: 0,
        constituentName: 1,
        phone: 2,
        title: 3,
        content: 4,
        collectedAt: 5,
        replyText: 6,
        category: 7,
        urgency: 8,
      },
    );
  });

  it('give way to a better one: a running number beside the number of the message', () => {
    expect(match('序号', '留言编号', '日期', '留言时间')).toEqual({ sourceNumber: 1, collectedAt: 3 });
    expect(match('序号', '编号', '标题')).toEqual({ sourceNumber: 1, title: 2 });
    expect(match('序号', '日期')).toEqual({ sourceNumber: 0, collectedAt: 1 });
  });

  it('are refused when two of them compete', () => {
    expect(() => match('留言详情', '诉求内容')).toThrow(
      expect.objectContaining({
        code: 'DUPLICATE_HEADING',
        details: expect.objectContaining({ first: '留言详情', second: '诉求内容' }),
      }),
    );
    expect(() => match('序号', 'ID')).toThrow(expect.objectContaining({ code: 'DUPLICATE_HEADING' }));
  });
});

describe('findHeadings', () => {
  const headings = ['留言主题', '留言时间'];

  it('looks below a title and a line of instructions', async () => {
    const sheet = sheetOf(['某市 2025 年留言汇总'], [null, '填表日期：2025年'], headings, ['路灯', '2025/3/5']);
    expect(await findHeadings(sheet, suggestionHeadings)).toEqual({
      rowNumber: 3,
      columns: { title: 0, collectedAt: 1 },
      headings,
    });
  });

  it('gives up after ten rows, with what was wanted and what was found', async () => {
    const sheet = sheetOf(...Array.from({ length: 10 }, () => ['甲', '乙']), headings);
    const failure = findHeadings(sheet, suggestionHeadings);
    await expect(failure).rejects.toMatchObject({
      code: 'UNKNOWN_HEADINGS',
      details: { found: '甲、乙', sheet: '留言' },
    });
    await expect(failure).rejects.toThrow('留言时间');
  });

  it('wants a date beside the text', async () => {
    await expect(findHeadings(sheetOf(['留言主题', '留言详情']), suggestionHeadings)).rejects.toMatchObject({
      code: 'UNKNOWN_HEADINGS',
    });
  });
});
