/** What the client must know of an operation before it sends it. */
export interface OperationOutline {
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** Fields at the root; Infinity where fragments hide their number. */
  readonly rootFields: number;
}

/** Strings and comments are passed over; what is left are punctuators and names. */
const token = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*|\.\.\.|[_A-Za-z][_0-9A-Za-z]*|[{}()[\]:@]/g;
const name = /^[_A-Za-z]/;
const kinds = ['query', 'mutation', 'subscription'] as const;

/**
 * Outlines the operation that is meant; null where the document has none of that name. Not a parser: whether the
 * document is valid the gateway says.
 */
export function readOperation(text: string, operationName?: string): OperationOutline | null {
  const tokens = (text.match(token) ?? []).filter((part) => !/^["#]/.test(part));
  let at = 0;
  while (at < tokens.length) {
    const keyword = tokens[at] ?? '';
    const kind = keyword === '{' ? 'query' : kinds.find((known) => known === keyword);
    const next = tokens[at + 1] ?? '';
    const ownName = keyword !== '{' && name.test(next) ? next : undefined;
    const start = bodyAt(tokens, at);
    const { end, fields } = readBody(tokens, start);
    if (kind && (operationName === undefined || ownName === operationName)) return { kind, rootFields: fields };
    at = end;
  }
  return null;
}

/** Where the selection of a definition begins; braces of default values in its head do not count. */
function bodyAt(tokens: readonly string[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at += 1) {
    if (tokens[at] === '(') depth += 1;
    else if (tokens[at] === ')') depth -= 1;
    else if (tokens[at] === '{' && depth === 0) return at;
  }
  return tokens.length;
}

/** Counts the fields of a selection up to its closing brace. */
function readBody(tokens: readonly string[], start: number): { readonly end: number; readonly fields: number } {
  let braces = 0;
  let parens = 0;
  let fields = 0;
  for (let at = start; at < tokens.length; at += 1) {
    const part = tokens[at] ?? '';
    if (part === '(') parens += 1;
    else if (part === ')') parens -= 1;
    else if (parens > 0) continue;
    else if (part === '{') braces += 1;
    else if (part === '}') {
      braces -= 1;
      if (braces === 0) return { end: at + 1, fields };
    } else if (braces === 1) {
      if (part === '...') fields = Infinity;
      // An alias is counted with the field it names; a directive is none.
      else if (name.test(part) && tokens[at + 1] !== ':' && tokens[at - 1] !== '@') fields += 1;
    }
  }
  return { end: tokens.length, fields };
}
