import { createReadStream } from 'node:fs';
import { SpreadsheetError } from './spreadsheet-error.js';

/** How a text file is written. GB18030 (with GBK and GB2312 inside it) is what Chinese Excel saves as "CSV". */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/**
 * Finds the encoding of a text file. Without a byte order mark the whole file is looked through, in bounded memory: the
 * first Chinese character may stand a million rows down. A file that is UTF-8 but for a few broken characters stays
 * UTF-8; GB18030 read as UTF-8 is broken nearly everywhere.
 */
export async function detectEncoding(path: string): Promise<TextEncoding> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let isFirst = true;
  let [wide, broken] = [0, 0];
  const count = (text: string): void => {
    wide += text.match(/[^\0-\u007F]/g)?.length ?? 0;
    broken += text.match(/\uFFFD/g)?.length ?? 0;
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const marked = isFirst ? byMark(chunk) : undefined;
    if (marked !== undefined) return marked;
    isFirst = false;
    if (chunk.includes(0)) throw new SpreadsheetError('NOT_A_SPREADSHEET', { found: 'binary' });
    count(decoder.decode(chunk, { stream: true }));
  }
  count(decoder.decode());
  return broken * 20 > wide ? 'gb18030' : 'utf-8';
}

function byMark(start: Buffer): TextEncoding | undefined {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8';
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return undefined;
}
