import { defaultWarningRules } from '../warnings/warning-rules.js';
import { readExample } from '../read-example.js';
import { schemeFaults } from './scheme-faults.js';
import type { SchemeKind } from './scheme-kinds.js';

const examples = [
  ['evaluation', 'five-dimensions.json'],
  ['points', 'duty-points.json'],
  ['warnings', 'warnings.json'],
] as const satisfies readonly (readonly [SchemeKind, string])[];

type Table = { dimensions: { weightBp: number; indicators: { name: string; weightBp: number }[] }[] };
const table = (change: (of: Table) => void): Table => {
  const copy = structuredClone(readExample('five-dimensions.json')) as Table;
  change(copy);
  return copy;
};

describe('what is wrong with a scheme', () => {
  it.each(examples)('is nothing with our example of %s', (kind, file) => {
    expect(schemeFaults(kind, readExample(file), 'en')).toEqual([]);
  });

  it.each(examples)('is told of a %s where it is another kind', (kind) => {
    const [other] = examples.filter(([each]) => each !== kind);
    expect(schemeFaults(kind, readExample(other![1]), 'zh').length).toBeGreaterThan(0);
    expect(schemeFaults(kind, 'text', 'en')).toHaveLength(1);
  });

  it('is told place by place, counted from 1, in both languages', () => {
    const wrong = table(({ dimensions }) => {
      dimensions[1]!.weightBp = 0;
      dimensions[2]!.indicators[0]!.name = ' ';
    });
    const places = ['dimensions[2].weightBp', 'dimensions[3].indicators[1].name'];
    for (const locale of ['zh', 'en'] as const) {
      const faults = schemeFaults('evaluation', wrong, locale);
      expect(faults.map((fault) => fault.split(': ')[0])).toEqual(places);
    }
    expect(schemeFaults('evaluation', wrong, 'zh')[0]).toMatch(/\p{Script=Han}/u);
  });

  it('is every sum of weights that does not add up', () => {
    const wrong = table(({ dimensions }) => {
      dimensions[0]!.weightBp -= 1;
      dimensions[3]!.indicators[0]!.weightBp += 2;
    });
    expect(schemeFaults('evaluation', wrong, 'en')).toEqual([
      expect.stringMatching(/^dimensions: .* 9999/),
      expect.stringMatching(/^dimensions\[4\]\.indicators: .* 10002/),
    ]);
  });

  it('is an indicator that must not be assessed', () => {
    const wrong = table(({ dimensions }) => void (dimensions[0]!.indicators[0]!.name = '打卡签到次数'));
    expect(schemeFaults('evaluation', wrong, 'zh')).toEqual([expect.stringContaining('打卡签到')]);
  });

  it('has the warnings that hold where nobody has saved any as its example', () => {
    expect(readExample('warnings.json')).toEqual(defaultWarningRules.scheme);
  });
});
