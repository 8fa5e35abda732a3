import { render, type Bilingual, type MessageDetails } from '@lianxin/errors';

/** Why a row is not imported. */
const refusalTexts = {
  CELL_TOO_LARGE: { zh: '第 {column} 列的内容过大，无法读取', en: 'Column {column} holds too much to be read' },
  TEXT_MISSING: { zh: '主题和内容都是空的', en: 'Both title and content are empty' },
  TEXT_TOO_LONG: {
    zh: '{field}共 {length} 字，最多 {max} 字',
    en: '{field} has {length} characters, at most {max} are allowed',
  },
  DATE_MISSING: { zh: '没有{field}', en: '{field} is missing' },
  DATE_UNREADABLE: { zh: '{field}“{value}”不是能识别的日期', en: '{field} "{value}" is not a date' },
  DATE_WITHOUT_YEAR: { zh: '{field}“{value}”没有年份', en: '{field} "{value}" has no year' },
  DATE_IMPOSSIBLE: { zh: '{field}“{value}”不存在这一天或这一刻', en: '{field} "{value}" does not exist' },
  DATE_IN_FUTURE: { zh: '{field}“{value}”在未来', en: '{field} "{value}" lies in the future' },
  DATE_TOO_OLD: { zh: '{field}“{value}”早于 1990 年', en: '{field} "{value}" is before 1990' },
  COUNT_UNREADABLE: { zh: '{field}“{value}”不是数', en: '{field} "{value}" is not a number' },
  COUNT_NEGATIVE: { zh: '{field}“{value}”不能是负数', en: '{field} "{value}" must not be negative' },
  CATEGORY_LEVEL_MISSING: { zh: '第 {level} 级分类缺上一级', en: 'The category of level {level} has none above it' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** What was done with a row that was imported although something in it was not right. */
const warningTexts = {
  REPLY_BEFORE_MESSAGE: {
    zh: '答复时间“{value}”早于留言时间，按留言时间记录，不计入办理时长',
    en: 'The reply is dated "{value}", before its message; it is recorded at the time of the message and left out of handling times',
  },
  REPLY_DATE_UNUSABLE: {
    zh: '答复时间“{value}”为空或无法识别，按留言时间记录，不计入办理时长',
    en: 'The date of the reply "{value}" is missing or unreadable; it is recorded at the time of the message and left out of handling times',
  },
  REPLY_WITHOUT_TEXT: {
    zh: '有答复时间但没有答复内容，未记录答复',
    en: 'A reply date without a reply; no reply is recorded',
  },
  PHONE_UNREADABLE: { zh: '联系电话中没有号码，未记录电话', en: 'No number in the phone column; no phone is recorded' },
  NAME_CUT: { zh: '姓名过长，只保留前 {max} 字', en: 'The name is too long; its first {max} characters are kept' },
  URGENCY_UNKNOWN: { zh: '紧急程度“{value}”无法识别，按一般处理', en: 'Urgency "{value}" is unknown; taken as normal' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Closed codes of what can be wrong with a row. */
export type RowRefusalCode = keyof typeof refusalTexts;
/** Closed codes of what was put right in a row. */
export type RowWarningCode = keyof typeof warningTexts;

/** One remark on a row, in both languages. */
export interface RowNotice<Code extends string> {
  readonly code: Code;
  readonly zh: string;
  readonly en: string;
}
export type RowRefusal = RowNotice<RowRefusalCode>;
export type RowWarning = RowNotice<RowWarningCode>;

/** A refusal with its places filled. */
export function refuseRow(code: RowRefusalCode, details: MessageDetails = {}): RowRefusal {
  return notice(code, refusalTexts[code], details);
}

/** A warning with its places filled. */
export function warnRow(code: RowWarningCode, details: MessageDetails = {}): RowWarning {
  return notice(code, warningTexts[code], details);
}

function notice<Code extends string>(code: Code, text: Bilingual, details: MessageDetails): RowNotice<Code> {
  return { code, zh: render(text, 'zh', details), en: render(text, 'en', details) };
}
