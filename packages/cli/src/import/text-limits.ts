import { refuseRow, type RowRefusal } from './import-notice.js';

/** Characters (code points), as the API allows them. */
export const MAX_TITLE = 200;
export const MAX_TEXT = 20_000;
export const MAX_NAME = 50;
/** Numbers and categories of the source. */
export const MAX_LABEL = 100;

/** Of a derived title: what a list shows in one line. */
const DERIVED_TITLE = 40;
/** A greeting is a sentence that says nothing about the matter. */
const GREETING = /^(?:尊敬的[^，。！!,\n]{0,20}|各位领导|领导|您好|你好|大家好)[，。！!,:：\s]+/;

/** The refusal of a text that is too long. */
export function lengthFault(field: string, text: string, max: number): RowRefusal | undefined {
  if (text.length <= max) return undefined;
  const { length } = [...text];
  return length > max ? refuseRow('TEXT_TOO_LONG', { field, length, max }) : undefined;
}

/** A title for a message without one: its first sentence behind the greetings, at most one line long. */
export function firstSentence(content: string): string {
  let text = content.slice(0, 1000);
  for (let rest = text.replace(GREETING, ''); rest !== text && rest.trim() !== ''; rest = text.replace(GREETING, '')) {
    text = rest.trim();
  }
  const [sentence = ''] = text.split(/(?<=[。！？!?；;])|\n/).filter((part) => part.trim() !== '');
  const letters = [...sentence.trim().replace(/[。；;]$/, '')];
  return letters.length > DERIVED_TITLE ? `${letters.slice(0, DERIVED_TITLE - 1).join('')}…` : letters.join('');
}
