/**
 * The deepest nesting of brackets in a document, found without parsing: graphql-js' parser recurses once or more per
 * bracket, so this must be known first. Strings and comments are skipped the way the lexer reads them; where a document
 * is malformed the two may disagree, and then the parser stops at the fault before it nests.
 */
export function bracketDepth(document: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < document.length; i++) {
    switch (document.charCodeAt(i)) {
      case OPEN_BRACE:
      case OPEN_PAREN:
      case OPEN_SQUARE:
        if (++depth > deepest) deepest = depth;
        break;
      case CLOSE_BRACE:
      case CLOSE_PAREN:
      case CLOSE_SQUARE:
        depth--;
        break;
      case QUOTE:
        i = endOfString(document, i);
        break;
      case HASH:
        i = endOfLine(document, i);
        break;
    }
  }
  return deepest;
}

/** Characters that end a line; two where a line ends with both. */
export function lineBreaks(document: string): number {
  let breaks = 0;
  for (let i = 0; i < document.length; i++) {
    const code = document.charCodeAt(i);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) breaks++;
  }
  return breaks;
}

/** Index of the last character of the string that starts at `start`; the end of the document if it never closes. */
function endOfString(document: string, start: number): number {
  if (document.startsWith('"""', start)) {
    let from = start + 3;
    for (;;) {
      const end = document.indexOf('"""', from);
      if (end < 0) return document.length;
      if (document.charCodeAt(end - 1) !== BACKSLASH) return end + 2;
      from = end + 3;
    }
  }
  for (let i = start + 1; i < document.length; i++) {
    const code = document.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === QUOTE || code === LINE_FEED || code === CARRIAGE_RETURN) return i;
  }
  return document.length;
}

function endOfLine(document: string, start: number): number {
  for (let i = start; i < document.length; i++) {
    const code = document.charCodeAt(i);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) return i;
  }
  return document.length;
}

const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_PAREN = 40;
const CLOSE_PAREN = 41;
const OPEN_SQUARE = 91;
const CLOSE_SQUARE = 93;
const QUOTE = 34;
const HASH = 35;
const BACKSLASH = 92;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
