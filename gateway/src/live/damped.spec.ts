import { damped } from './damped.js';

type Sum = { readonly from: number; readonly to: number };

/** A source that is told what comes, and pauses that end when they are told to. */
function world() {
  const waiting: (Sum | Error | 'end')[] = [];
  let wake: () => void = () => undefined;
  let endPause: () => void = () => undefined;
  let pauses = 0;
  async function* source(): AsyncGenerator<Sum | Error, void, void> {
    for (;;) {
      const next = waiting.shift();
      if (next === 'end') return;
      if (next !== undefined) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const tell = async (...what: (number | Error | 'end')[]): Promise<void> => {
    waiting.push(...what.map((each) => (typeof each === 'number' ? { from: each, to: each } : each)));
    wake();
    // Everything that can happen without the end of the pause has happened then.
    for (let turn = 0; turn < 1_000; turn += 1) await Promise.resolve();
  };
  const told = damped(
    source(),
    (held, next) => ({ from: held.from, to: next.to }),
    () => {
      pauses += 1;
      return new Promise<void>((resolve) => (endPause = resolve));
    },
  );
  return { tell, told, endPause: () => endPause(), pauses: () => pauses };
}

test('237 changes that come at once are two: the first at once, the others when the pause is over', async () => {
  const { tell, told, endPause } = world();
  const first = told.next();
  await tell(1);
  expect((await first).value).toEqual({ from: 1, to: 1 });
  const second = told.next();
  await tell(...Array.from({ length: 236 }, (_, index) => index + 2));
  endPause();
  expect((await second).value).toEqual({ from: 2, to: 237 });
});

test('changes that come slower than the pauses are told at once, each', async () => {
  const { tell, told, endPause, pauses } = world();
  for (const n of [1, 2, 3]) {
    const next = told.next();
    await tell();
    endPause();
    await tell(n);
    expect((await next).value).toEqual({ from: n, to: n });
  }
  expect(pauses()).toBe(2);
});

test('what is held is not lost when the source ends, or fails', async () => {
  for (const last of ['end', new Error('no more')] as const) {
    const { tell, told } = world();
    const first = told.next();
    await tell(1);
    await first;
    const second = told.next();
    await tell(2, 3, last);
    expect((await second).value).toEqual({ from: 2, to: 3 });
    expect((await told.next()).value).toBe(last === 'end' ? undefined : last);
    expect((await told.next()).done).toBe(true);
  }
});

test('a reader who leaves takes the source along', async () => {
  const { tell, told, endPause } = world();
  const first = told.next();
  await tell(1);
  await first;
  const second = told.next();
  await tell(2);
  endPause();
  await second;
  expect(await told.return()).toEqual({ done: true, value: undefined });
  await tell(3);
  expect((await told.next()).done).toBe(true);
});
