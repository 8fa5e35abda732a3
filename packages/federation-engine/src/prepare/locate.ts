import type { SourceLocation } from 'graphql';

/**
 * Lines and columns of positions in a document. Its lines are counted once, however many positions are asked for:
 * graphql-js counts them from the start for every node of every error.
 */
export function locator(document: string): (position: number) => SourceLocation {
  let starts: number[] | undefined;
  return (position) => {
    starts ??= lineStarts(document);
    let [line, beyond] = [0, starts.length];
    while (beyond - line > 1) {
      const middle = (line + beyond) >> 1;
      if ((starts[middle] ?? 0) <= position) line = middle;
      else beyond = middle;
    }
    return { line: line + 1, column: position - (starts[line] ?? 0) + 1 };
  };
}

function lineStarts(document: string): number[] {
  const starts = [0];
  for (let i = 0; i < document.length; i++) {
    const code = document.charCodeAt(i);
    if (code === LINE_FEED || (code === CARRIAGE_RETURN && document.charCodeAt(i + 1) !== LINE_FEED)) {
      starts.push(i + 1);
    }
  }
  return starts;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
