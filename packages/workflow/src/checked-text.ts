import { refuse, type RefusalReason } from '@lianxin/errors';
import { inertText } from '@lianxin/privacy';

/** A text field as a command takes it: its name for people, and how long it may be. */
export interface TextRule {
  readonly field: string;
  readonly max: number;
  readonly multiline?: boolean;
  readonly optional?: boolean;
}

/** Text made inert, or why it is refused. Too long is a refusal, never a silent cut. */
export function checkedText(
  raw: string | null | undefined,
  rule: TextRule,
): { text: string } | { refused: RefusalReason } {
  const text = inertText(raw ?? '', { multiline: rule.multiline ?? false });
  if (text === '' && !rule.optional) return { refused: refuse('TEXT_REQUIRED', { field: rule.field }) };
  if ([...text].length > rule.max) return { refused: refuse('TEXT_TOO_LONG', { field: rule.field, max: rule.max }) };
  return { text };
}

/** Several texts at once: all of them, or the first refusal. */
export function checkedTexts<Name extends string>(
  texts: Readonly<Record<Name, readonly [string | null | undefined, TextRule]>>,
): { texts: Record<Name, string> } | { refused: RefusalReason } {
  const checked = {} as Record<Name, string>;
  for (const name of Object.keys(texts) as Name[]) {
    const [raw, rule] = texts[name];
    const result = checkedText(raw, rule);
    if ('refused' in result) return result;
    checked[name] = result.text;
  }
  return { texts: checked };
}

/** The rule of a note, a reason or a comment. */
export const noteRule = { field: '说明 note', max: 2000, multiline: true, optional: true } as const satisfies TextRule;
