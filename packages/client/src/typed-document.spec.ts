import { textOf, typed } from './typed-document.js';

describe('textOf', () => {
  const text = '{ a }';

  it('takes texts, whoever wrote them', () => {
    expect(textOf(typed<{ a: string }>(text))).toBe(text);
    expect(textOf(new String(text))).toBe(text);
    expect(textOf({ definitions: [], loc: { source: { body: text } } } as object)).toBe(text);
  });

  it('refuses a parsed document without its source', () => {
    expect(() => textOf({ definitions: [] } as object)).toThrow(TypeError);
  });
});
