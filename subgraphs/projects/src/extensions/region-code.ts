import { AppError } from '@lianxin/errors';

/** Length of a region's code: six digits to the county, three more to the town, three more to the village. */
const codeLength = 12;

/**
 * The full code of a region (行政区划代码): six or nine digits are filled with zeros to twelve.
 * @throws AppError INVALID_INPUT for anything else
 */
export function regionCodeOf(text: string): string {
  if (!/^(\d{6}|\d{9}|\d{12})$/.test(text))
    throw new AppError('INVALID_INPUT', { reason: 'regionCode: 6, 9 or 12 digits' });
  return text.padEnd(codeLength, '0');
}

/**
 * The region at the end of a path.
 * @param owner what the path was given for, to be named in the error.
 * @throws AppError INVALID_INPUT for an empty path
 */
export function regionAtEnd(path: readonly string[], owner: string): string {
  const last = path.at(-1);
  if (last === undefined) throw new AppError('INVALID_INPUT', { reason: `${owner}: regionPath` });
  return last;
}
