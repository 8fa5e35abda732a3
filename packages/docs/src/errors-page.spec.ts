import { readFileSync } from 'node:fs';
import { appErrors, refusals } from '@lianxin/errors';

const page = readFileSync(new URL('../ERRORS.md', import.meta.url), 'utf8');

/** Code, Chinese and English text of each row of the page's tables. */
const rows = new Map(
  page
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, code = '', zh, en]) => [code.replaceAll('`', ''), { zh, en }]),
);

describe('ERRORS.md', () => {
  it('lists exactly the codes that exist', () => {
    expect([...rows.keys()].sort()).toEqual([...Object.keys(refusals), ...Object.keys(appErrors)].sort());
  });

  it.each(Object.entries({ ...refusals, ...appErrors }))('says of %s what the program says', (code, text) => {
    expect(rows.get(code)).toEqual({ zh: text.zh, en: text.en });
  });
});
