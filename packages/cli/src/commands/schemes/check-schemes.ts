import { readFile } from 'node:fs/promises';
import { AppError, type Locale } from '@lianxin/errors';
import { type SchemeKind, schemeFaults } from '@lianxin/gateway';

/** Larger than any scheme is; beyond it the file is something else. */
const mostBytes = 1_048_576;

/**
 * The document in a file.
 * @throws AppError INVALID_INPUT when there is no such file, or no JSON object in it
 */
export async function readScheme(file: string): Promise<object> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('INVALID_INPUT', { reason: file }, { cause });
  });
  if (text.length > mostBytes) throw new AppError('INVALID_INPUT', { reason: `${file}: > 1 MiB` });
  const document = parsed(file, text);
  if (typeof document === 'object' && document !== null && !Array.isArray(document)) return document;
  throw new AppError('INVALID_INPUT', { reason: `${file}: {…}` });
}

function parsed(file: string, text: string): unknown {
  try {
    // A byte order mark is what Windows' editors begin with.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new AppError('INVALID_INPUT', { reason: `${file}: ${error.message}` }, { cause: error });
  }
}

/** Checks files without any installation; prints what is wrong, and returns how many cannot be saved. */
export async function checkSchemes(
  kind: SchemeKind,
  files: readonly string[],
  { locale, print }: { readonly locale: Locale; readonly print: (text: string) => void },
): Promise<number> {
  let wrong = 0;
  for (const file of files) {
    const faults = schemeFaults(kind, await readScheme(file), locale);
    for (const fault of faults) print(`${file}  ${fault}`);
    if (faults.length > 0) wrong += 1;
    else print(locale === 'zh' ? `${file}  可以保存。` : `${file}  can be saved.`);
  }
  return wrong;
}
