import { formulaSafe } from './formula-safe.js';
import { inertText } from './inert-text.js';

const line = (raw: string, maxLength?: number) => inertText(raw, { maxLength });
const block = (raw: string) => inertText(raw, { multiline: true });

describe('inertText', () => {
  it.each([
    ['NUL and control', 'a\u0000b\u0007\u001Bc\u007F\u0080', 'abc'],
    ['halves of pairs', 'a\uD800b\uDC00c', 'abc'],
    ['bidi overrides', 'a\u202Eb\u2066c\u200Fd\u061C', 'abcd'],
    ['zero width', 'a\u200Bb\u200Cc\u2060d\uFEFFe\u00AD', 'abcde'],
    ['fillers and tags', 'a\u3164b\u{E0041}c', 'abc'],
    ['noncharacters', 'a\uFFFEb\uFDD0c\u{1FFFF}', 'abc'],
    ['a stray joiner', 'a\u200Db', 'ab'],
    ['decomposed letters', 'e\u0301', '\u00E9'],
    ['decomposed letters with something hidden between', 'e\u200B\u0301', '\u00E9'],
  ])('strips %s', (_, raw, clean) => {
    expect(line(raw)).toBe(clean);
    expect(block(raw)).toBe(clean);
  });

  it.each(['𠮷野家', '葛\u{E0100}城', '👨‍👩‍👧 和 👩🏽‍🚒', '❤️‍🔥', 'ᠮᠣᠩᠭᠣᠯ\u180Eᠠ', '价格 ¥5，“好”！'])('keeps %s', (text) => {
    expect(line(text)).toBe(text.normalize('NFC'));
  });

  it('makes one line of a single-line field', () => {
    expect(line('\n\t 路灯\t不亮\r\n三天了 \u3000')).toBe('路灯 不亮 三天了');
  });

  it('keeps paragraphs of a multi-line field and drops the debris around them', () => {
    const raw = '\n\t\t\t\n\t\t\t您好：  \r\n\u3000\u3000路灯不亮。\u2028\n\n\n  - 第一\tA\n\t\t';
    expect(block(raw)).toBe('您好：\n\u3000\u3000路灯不亮。\n\n  - 第一\tA');
  });

  it('cuts between characters', () => {
    expect(line('𠮷𠮷𠮷', 2)).toBe('𠮷𠮷');
    expect(line('ab cd', 3)).toBe('ab');
    expect(line('abc', 3)).toBe('abc');
    expect(line('abc', 0)).toBe('');
  });

  it('leaves its own result alone, whatever it was given', () => {
    // A linear congruential generator: the same texts in every run, from the characters most likely to do harm.
    const alphabet = ['a', '林', ' ', '\t', '\n', '\r', '\u0000', '\u200D', '👩', '\uFE0F', '\u202E', 'e', '\u0301'];
    alphabet.push('\uD83D', '\uDC69', '\u3000', '\u180E', 'ᠮ', '\u2028', '🏽');
    let seed = 7;
    const next = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    for (let round = 0; round < 5000; round += 1) {
      const raw = Array.from({ length: next(30) }, () => alphabet[(next(4096) >> 4) % alphabet.length]).join('');
      for (const multiline of [true, false]) {
        const once = inertText(raw, { multiline, maxLength: 20 });
        expect(inertText(once, { multiline, maxLength: 20 })).toBe(once);
        expect(once).not.toMatch(/\p{Surrogate}/u);
      }
    }
  });
});

describe('formulaSafe', () => {
  it.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1', '=', '-'])('disarms %p', (cell) => {
    expect(formulaSafe(cell)).toBe(`'${cell}`);
  });

  it.each(['', '路灯', '-5', '+3.25', '1=1', "'=1", '2026-03-02'])('leaves %p', (cell) => {
    expect(formulaSafe(cell)).toBe(cell);
  });
});
