import type { CellValue } from '../spreadsheet/cell-value.js';
import { matchHeadings } from './heading.js';
import { suggestionHeadings } from './suggestion-headings.js';
import { readSuggestionRow, type SuggestionRow } from './suggestion-row.js';

const now = new Date('2026-03-10T02:00:00Z');

function read(row: Readonly<Record<string, CellValue>>): SuggestionRow {
  const whole = {
    留言编号: 7001,
    留言主题: '路灯不亮',
    留言时间: '2025/3/5 10:12:37',
    留言详情: '门前的路灯坏了。',
    ...row,
  };
  const columns = matchHeadings(Object.keys(whole), suggestionHeadings.names, 1);
  return readSuggestionRow({ cells: Object.values(whole) }, columns, { now });
}

function ok(row: Readonly<Record<string, CellValue>>) {
  const result = read(row);
  if ('refused' in result) throw new Error(result.refused.en);
  return { ...result.ok, warned: result.warnings.map(({ code }) => code) };
}

const refused = (row: Readonly<Record<string, CellValue>>) => {
  const result = read(row);
  return 'refused' in result ? result.refused.code : 'none';
};

describe('a row of messages', () => {
  it('becomes a suggestion', () => {
    const row = {
      留言用户: '林小满',
      联系电话: 13_800_001_234,
      点赞数: '１2 票',
      反对数: null,
      分类: '市政',
      紧急程度: '紧急',
    };
    expect(ok(row)).toEqual({
      sourceNumber: '7001',
      title: '路灯不亮',
      content: '门前的路灯坏了。',
      collectedAt: new Date('2025-03-05T02:12:37Z'),
      constituentName: '林小满',
      phone: '13800001234',
      reply: undefined,
      supportCount: 12,
      opposeCount: 0,
      categoryName: '市政',
      urgency: 'URGENT',
      warned: [],
    });
  });

  it('loses the debris around its texts and what hides in them', () => {
    const { title, content } = ok({
      留言主题: '\n\t路灯\u202E不亮 ',
      留言详情: '\n\t\t\t\n\t\t第一段。\n\t\t\n\t第二\u0000段。\n\t\t',
    });
    expect({ title, content }).toEqual({ title: '路灯不亮', content: '第一段。\n\n第二段。' });
    expect(ok({ 留言主题: "'=路灯" }).title).toBe('=路灯');
  });

  it.each([
    ['尊敬的领导：您好！门前的路灯坏了三天。请维修。', '门前的路灯坏了三天'],
    ['请问什么时候通车？谢谢', '请问什么时候通车？'],
    ['路'.repeat(60), `${'路'.repeat(39)}…`],
    ['您好！', '您好！'],
    ['第一行\n第二行', '第一行'],
  ])('without a title takes one from %p', (content, title) => {
    expect(ok({ 留言主题: null, 留言详情: content })).toMatchObject({ title, content });
  });

  it('without a text has its title as text', () => {
    expect(ok({ 留言详情: ' ' })).toMatchObject({ title: '路灯不亮', content: '路灯不亮' });
  });

  it('without a number has one that is the same in every run, and another for another row', () => {
    const number = (row: Readonly<Record<string, CellValue>>) => ok({ 留言编号: null, ...row }).sourceNumber;
    expect(number({})).toMatch(/^sha256:[0-9a-f]{24}$/);
    expect(number({ 留言详情: '\t门前的路灯坏了。 ' })).toBe(number({}));
    expect(number({ 留言详情: '门后的路灯坏了。' })).not.toBe(number({}));
    expect(number({ 留言用户: '林小满' })).not.toBe(number({}));
  });

  it.each([
    [{ 留言主题: null, 留言详情: '\u200B \n' }, 'TEXT_MISSING'],
    [{ 留言主题: null, 留言详情: { kind: 'error', code: '#N/A' } }, 'TEXT_MISSING'],
    [{ 留言主题: '长'.repeat(201) }, 'TEXT_TOO_LONG'],
    [{ 留言详情: '长'.repeat(20_001) }, 'TEXT_TOO_LONG'],
    [{ 答复意见: '长'.repeat(20_001) }, 'TEXT_TOO_LONG'],
    [{ 留言编号: '7'.repeat(101) }, 'TEXT_TOO_LONG'],
    [{ 分类: '长'.repeat(101) }, 'TEXT_TOO_LONG'],
    [{ 留言时间: null }, 'DATE_MISSING'],
    [{ 留言时间: '不详' }, 'DATE_UNREADABLE'],
    [{ 留言时间: '2025/2/30' }, 'DATE_IMPOSSIBLE'],
    [{ 点赞数: -1 }, 'COUNT_NEGATIVE'],
    [{ 反对数: '-3' }, 'COUNT_NEGATIVE'],
    [{ 点赞数: '很多' }, 'COUNT_UNREADABLE'],
    [{ 点赞数: 1.5 }, 'COUNT_UNREADABLE'],
    [{ 点赞数: 1e12 }, 'COUNT_UNREADABLE'],
  ] satisfies [Readonly<Record<string, CellValue>>, string][])('is refused for %p', (row, code) => {
    expect(refused(row)).toBe(code);
  });

  it('is refused in both languages, with what is wrong', () => {
    const result = read({ 留言时间: '2025/2/30' });
    expect(result).toMatchObject({
      refused: {
        zh: '留言时间“2025/2/30”不存在这一天或这一刻',
        en: '留言时间 "2025/2/30" does not exist',
      },
    });
  });

  it('is refused when a cell was too large to be read', () => {
    const result = readSuggestionRow({ cells: [], fault: { code: 'CELL_TOO_LARGE', column: 3 } }, {}, { now });
    expect(result).toMatchObject({ refused: { code: 'CELL_TOO_LARGE', zh: '第 4 列的内容过大，无法读取' } });
  });

  it('keeps a phone only if it has a number, and cuts an endless name', () => {
    expect(ok({ 联系电话: '不愿透露' })).toMatchObject({ phone: undefined, warned: ['PHONE_UNREADABLE'] });
    expect(ok({ 联系电话: '0571-88881234转8' }).phone).toBe('0571-88881234转8');
    expect(ok({ 留言用户: '满'.repeat(60) })).toMatchObject({ constituentName: '满'.repeat(50), warned: ['NAME_CUT'] });
    expect(ok({ 紧急程度: '甲' })).toMatchObject({ urgency: 'NORMAL', warned: ['URGENCY_UNKNOWN'] });
  });
});

describe('the reply of a row', () => {
  const text = '已安排维修。';
  const collectedAt = new Date('2025-03-05T02:12:37Z');

  it('keeps its own date', () => {
    const repliedAt = new Date('2025-03-07T01:00:00Z');
    expect(ok({ 答复意见: `\t${text}\n`, 答复时间: '2025/3/7 9:00' }).reply).toEqual({
      text,
      repliedAt,
      isDateAssumed: false,
    });
  });

  it.each([
    ['2025/3/4 9:00', 'REPLY_BEFORE_MESSAGE'],
    ['2025/3/4', 'REPLY_BEFORE_MESSAGE'],
    ['2025/3/5 10:12:36', 'REPLY_BEFORE_MESSAGE'],
    ['近日', 'REPLY_DATE_UNUSABLE'],
    [null, 'REPLY_DATE_UNUSABLE'],
    ['2025/13/1', 'REPLY_DATE_UNUSABLE'],
  ])('dated %p is recorded at the time of its message, with a warning', (date, code) => {
    const { reply, warned } = ok({ 答复意见: text, 答复时间: date });
    expect(reply).toEqual({ text, repliedAt: collectedAt, isDateAssumed: true });
    expect(warned).toEqual([code]);
  });

  it('of the same day without a time is not early', () => {
    const { reply, warned } = ok({ 答复意见: text, 答复时间: '2025/3/5' });
    expect(reply).toMatchObject({ repliedAt: collectedAt, isDateAssumed: true });
    expect(warned).toEqual([]);
  });

  it('needs words', () => {
    expect(ok({ 答复意见: ' ', 答复时间: '2025/3/7' })).toMatchObject({
      reply: undefined,
      warned: ['REPLY_WITHOUT_TEXT'],
    });
    expect(ok({ 答复意见: null, 答复时间: null })).toMatchObject({ reply: undefined, warned: [] });
  });
});
