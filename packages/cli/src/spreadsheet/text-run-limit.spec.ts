import { createTextRunLimit } from './text-run-limit.js';

/** Feeds a text in chunks of a size and gives what passes. */
function pass(text: string, size: number, limit: number): string {
  const cut = createTextRunLimit(limit);
  let passed = '';
  for (let at = 0; at < text.length; at += size) passed += cut(text.slice(at, at + size));
  return passed;
}

describe('the limit of text runs', () => {
  it('lets everything under the limit pass, in chunks of any size', () => {
    const xml = '<a b="1"><c>text &amp; more</c><d/></a>';
    for (let size = 1; size <= xml.length; size += 1) expect(pass(xml, size, 40)).toBe(xml);
  });

  it('cuts a run behind the limit and goes on after the next tag', () => {
    expect(pass(`<a>${'x'.repeat(100)}</a><b>y</b>`, 1, 10)).toBe(`<a>${'x'.repeat(8)}</a><b>y</b>`);
  });

  it('never cuts an entity in two', () => {
    const xml = `<a>${'&amp;'.repeat(40)}</a>`;
    for (let size = 1; size <= 30; size += 1) {
      for (let limit = 3; limit <= 20; limit += 1) expect(pass(xml, size, limit)).toMatch(/^<a>(?:&amp;)*<\/a>$/);
    }
  });

  it('is bounded against an entity that never ends', () => {
    expect(pass(`<a>&${'x'.repeat(10_000)}`, 10, 20).length).toBeLessThan(60);
  });
});
