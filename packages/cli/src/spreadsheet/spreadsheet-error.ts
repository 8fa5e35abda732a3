import { render, type Bilingual, type Locale, type MessageDetails } from '@lianxin/errors';

const texts = {
  FILE_NOT_FOUND: {
    zh: '找不到文件 {path}。请检查路径和文件名。',
    en: 'There is no file {path}. Check the path and the name.',
  },
  FILE_EMPTY: {
    zh: '文件是空的（0 字节）。请重新导出或重新下载后再导入。',
    en: 'The file is empty (0 bytes). Export or download it again, then import it.',
  },
  NOT_A_SPREADSHEET: {
    zh: '这不是可以导入的表格（{found}）。请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（.xlsx）”或“CSV”后再导入。',
    en: 'This is not a spreadsheet that can be imported ({found}). Open it in Excel or WPS, save it as an Excel workbook (.xlsx) or CSV, then import that.',
  },
  OLD_XLS: {
    zh: '这是旧版 Excel 文件（.xls）。请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（.xlsx）”后再导入。',
    en: 'This is an old Excel file (.xls). Open it in Excel or WPS, save it as an Excel workbook (.xlsx), then import that.',
  },
  ENCRYPTED_WORKBOOK: {
    zh: '工作簿有打开密码。请在 Excel 或 WPS 中打开，取消密码并保存后再导入。',
    en: 'The workbook has a password. Open it in Excel or WPS, remove the password, save it, then import it.',
  },
  BROKEN_FILE: {
    zh: '文件已损坏或不完整，读不下去（{part}）。请重新导出或重新下载后再导入。',
    en: 'The file is damaged or incomplete and cannot be read on ({part}). Export or download it again, then import it.',
  },
  SUSPICIOUS_FILE: {
    zh: '文件解压后异常巨大（{part}），已停止读取。如确为正常数据，请拆成几个文件再导入。',
    en: 'The file unpacks to an absurd size ({part}); reading was stopped. If the data is genuine, split it into several files.',
  },
  EMPTY_SHEET: {
    zh: '工作表“{sheet}”没有数据。请把数据放在第一个工作表后再导入。',
    en: 'The sheet "{sheet}" holds nothing. Put the data into the first sheet, then import it.',
  },
  UNKNOWN_HEADINGS: {
    zh: '在工作表“{sheet}”的前 {searched} 行里没有认出表头。需要的列：{wanted}。读到的是：{found}。',
    en: 'No headings were recognised in the first {searched} rows of sheet "{sheet}". Wanted columns: {wanted}. Found: {found}.',
  },
  DUPLICATE_HEADING: {
    zh: '第 {row} 行的“{first}”和“{second}”两列是同一个内容（{field}）。请删去或改名其中一列。',
    en: 'The columns "{first}" and "{second}" in row {row} both stand for {field}. Remove or rename one of them.',
  },
  UNCLOSED_QUOTE: {
    zh: '第 {row} 行附近有一个双引号没有配对，后面的内容无法分行。请检查该行后再导入。',
    en: 'A quotation mark near row {row} is never closed, so the rows after it cannot be told apart. Correct that row, then import again.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Why a whole file cannot be imported. */
export type SpreadsheetErrorCode = keyof typeof texts;

/** A file that cannot be imported, with what its owner can do about it in Chinese and English. */
export class SpreadsheetError extends Error {
  override readonly name = 'SpreadsheetError';

  constructor(
    readonly code: SpreadsheetErrorCode,
    readonly details: MessageDetails = {},
    options?: ErrorOptions,
  ) {
    super(render(texts[code], 'en', details), options);
  }

  /** The message in the reader's language. */
  messageIn(locale: Locale): string {
    return render(texts[this.code], locale, this.details);
  }
}

/** A fault of the file as a `SpreadsheetError`; a fault of the machine (disk full, no permission) as it is. */
export function brokenFile(error: unknown, part: string): unknown {
  if (error instanceof SpreadsheetError) return error;
  const isOfMachine = typeof error === 'object' && error !== null && 'syscall' in error;
  return isOfMachine ? error : new SpreadsheetError('BROKEN_FILE', { part }, { cause: error });
}

/** The code of an error of the system, such as `ENOENT`. */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
