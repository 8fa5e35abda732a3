import { Denied, type Requirement } from '../access/requirement.js';
import { Variants } from './variants.js';

const requirements: Requirement[] = [{ kind: 'authenticated' }, { kind: 'scopes', anyOf: [['office']] }];
const nobody = Denied.of(requirements, [0, 1], () => undefined);
const somebody = Denied.of(requirements, [0, 1], () => ({
  authenticated: true,
  hasScope: () => false,
  meetsPolicy: () => false,
}));

function compiling(): { variants: Variants<object>; made: string[]; sizes: number[] } {
  const made: string[] = [];
  const sizes: number[] = [];
  const variants = new Variants<object>(
    (denied, settings, onPlanned) => {
      made.push(`${denied.key} ${settings}`);
      onPlanned(10);
      return {};
    },
    (size) => sizes.push(size),
  );
  return { variants, made, sizes };
}

test('each set of unmet requirements and of conditions is compiled once, and apart', () => {
  const { variants, made } = compiling();
  const asked = [Denied.nothing, nobody, somebody].flatMap((denied) =>
    ['', '0', '1'].map((settings) => variants.for(denied, settings)),
  );
  expect(new Set(asked).size).toBe(9);
  expect(made).toHaveLength(9);
  expect(variants.for(nobody, '1')).toBe(asked[5]);
  expect(made).toHaveLength(9);
});

test('a caller who makes up settings without end fills no memory', () => {
  const { variants, made, sizes } = compiling();
  const whole = variants.for(Denied.nothing, '');
  for (let n = 0; n < 500; n++) variants.for(Denied.nothing, n.toString(2));
  expect(Math.max(...sizes)).toBe(330);
  variants.for(Denied.nothing, '0');
  expect(made).toHaveLength(502);
  expect(variants.for(Denied.nothing, '')).toBe(whole);
});
