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
    async ({ denied, settings }, onPlanned) => {
      await Promise.resolve();
      made.push(`${denied.key} ${settings}`);
      onPlanned(10);
      return {};
    },
    (size) => sizes.push(size),
  );
  return { variants, made, sizes };
}

test('each set of unmet requirements and of conditions is compiled once, and apart', async () => {
  const { variants, made } = compiling();
  const places = [Denied.nothing, nobody, somebody].flatMap((denied) =>
    ['', '0', '1'].map((settings) => ({ denied, settings })),
  );
  const ask = (): Promise<object[]> =>
    Promise.all(places.map(async ({ denied, settings }) => variants.for({ denied, settings })));
  // Those who ask while it is being made wait for the same one.
  const [first, meanwhile] = await Promise.all([ask(), ask()]);
  expect(new Set(first).size).toBe(9);
  expect(meanwhile).toEqual(first);
  expect(made).toHaveLength(9);
  // Then it is there at once.
  expect(places.map(({ denied, settings }) => variants.for({ denied, settings }))).toEqual(first);
});

test('a caller who makes up settings without end fills no memory', async () => {
  const { variants, made, sizes } = compiling();
  const whole = await variants.for({ denied: Denied.nothing, settings: '' });
  for (let n = 0; n < 500; n++) await variants.for({ denied: Denied.nothing, settings: n.toString(2) });
  expect(Math.max(...sizes)).toBe(330);
  await variants.for({ denied: Denied.nothing, settings: '0' });
  expect(made).toHaveLength(502);
  expect(variants.for({ denied: Denied.nothing, settings: '' })).toBe(whole);
});

test('what failed is tried again', async () => {
  let fails = true;
  const variants = new Variants<string>(
    () => (fails ? Promise.reject(new Error('a fault')) : Promise.resolve('made')),
    () => undefined,
  );
  for (const settings of ['', '1']) {
    fails = true;
    await expect(variants.for({ denied: Denied.nothing, settings })).rejects.toThrow('a fault');
    fails = false;
    expect(await variants.for({ denied: Denied.nothing, settings })).toBe('made');
  }
});

test('what nobody waits for any more is given up, and made for the next who asks', async () => {
  const turn = Promise.withResolvers<void>();
  const variants = new Variants<string>(
    async (_, __, isWanted) => {
      await turn.promise;
      if (!isWanted()) throw new Error('given up');
      return 'made';
    },
    () => undefined,
  );
  const { signal } = new AbortController();
  const wanted = { denied: Denied.nothing, settings: '' };
  const gone = AbortSignal.abort();
  const alone = Promise.allSettled([variants.for({ ...wanted, signal: gone })]);
  const shared = [gone, signal].map(async (each) => variants.for({ ...wanted, settings: '1', signal: each }));
  turn.resolve();
  expect(await alone).toMatchObject([{ status: 'rejected' }]);
  expect(await Promise.all(shared)).toEqual(['made', 'made']);
  expect(await variants.for(wanted)).toBe('made');
});
