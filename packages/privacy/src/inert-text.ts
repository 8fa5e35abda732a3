/** How a text field takes its input. */
export interface InertTextOptions {
  /** Longer text is cut after so many characters (code points). Leave it out where too long is a refusal instead. */
  readonly maxLength?: number;
  /** Keeps line breaks and tabs; otherwise they become blanks. */
  readonly multiline?: boolean;
}

/**
 * What never belongs in a text: control characters, halves of surrogate pairs, marks that turn the direction of writing,
 * characters without a width or a glyph, and code points that are no characters. Variation selectors stay (rare
 * characters of names need them), and so do the two joiners below where they do their work.
 */
const DEBRIS = new RegExp(
  [
    '[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u0084\\u0086-\\u009F]', // control, but \t \n \r and NEL
    '\\p{Surrogate}',
    '[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u206F]', // direction
    '[\\u00AD\\u034F\\u200B\\u200C\\u2060-\\u2065\\uFEFF\\u115F\\u1160\\u3164\\uFFA0\\uFFF9-\\uFFFC]', // invisible
    '[\\u{E0000}-\\u{E00FF}]', // tags: text that no reader sees
    '\\p{Noncharacter_Code_Point}',
  ].join('|'),
  'gu',
);

/** The joiner outside an emoji, and the Mongolian vowel separator outside Mongolian. */
const IDLE_JOINERS = new RegExp(
  [
    '(?<!\\p{Extended_Pictographic}\\uFE0F?|\\p{Emoji_Modifier})\\u200D|\\u200D(?!\\p{Extended_Pictographic})',
    '(?<![\\u1820-\\u18AA])\\u180E',
  ].join('|'),
  'gu',
);

/**
 * Text as it may be stored and shown anywhere: composed (NFC), without characters that hide or reorder others, without
 * the blanks and empty lines that copying leaves around it. It is data only; whoever prints it still escapes it.
 * The result of an inert text is that text.
 */
export function inertText(raw: string, { maxLength, multiline = false }: InertTextOptions): string {
  const lines = raw.replace(DEBRIS, '').replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n');
  const clean = lines.replace(IDLE_JOINERS, '').normalize('NFC');
  const tidy = multiline ? tidyLines(clean) : clean.replace(/[ \t\n]+/g, ' ').trim();
  return maxLength === undefined ? tidy : cut(tidy, maxLength);
}

/** No tabs before a line, no blanks behind it, at most one empty line in a row, nothing around the whole. */
function tidyLines(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd().replace(/^[ \t]*\t/, ''));
  return lines
    .filter((line, at) => line !== '' || (at > 0 && lines[at - 1] !== ''))
    .join('\n')
    .trim();
}

/** The first `maxLength` code points: never half a surrogate pair, and no joiner or blank at the cut. */
function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  let [units, points] = [0, 0];
  for (const point of text) {
    if (points === maxLength)
      return text
        .slice(0, units)
        .trimEnd()
        .replace(/\u200D$/, '')
        .trimEnd();
    units += point.length;
    points += 1;
  }
  return text;
}
