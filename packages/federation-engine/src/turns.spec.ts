import { Turns } from './turns.js';

it('lets others go ahead between two turns', async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const work = Array.from({ length: 3 }, async (_, n) => {
    await turns.next();
    seen.push(`turn ${n}`);
  });
  const others = (async () => {
    while (seen.filter((what) => what.startsWith('turn')).length < 3) {
      seen.push('others');
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  await Promise.all([...work, others]);
  for (let n = 0; n < 2; n++) {
    const between = seen.slice(seen.indexOf(`turn ${n}`), seen.indexOf(`turn ${n + 1}`));
    expect(between).toContain('others');
  }
});

/** Callers whose pieces take as long as they say, on a clock of their own. */
function world() {
  const clock = { ms: 0 };
  const turns = new Turns(setImmediate, () => clock.ms);
  const seen: string[] = [];
  const callers = new Map<string, object>();
  const ask = async (caller: string, piece: number, tookMs: number): Promise<void> => {
    const key = callers.get(caller) ?? {};
    callers.set(caller, key);
    await turns.next(key);
    clock.ms += tookMs;
    seen.push(`${caller} ${piece}`);
  };
  return { ask, seen, clock };
}

it('lets callers take turns, each in the order of its own work', async () => {
  const { ask, seen } = world();
  await Promise.all([...[1, 2, 3].map((piece) => ask('many', piece, 1)), ask('one', 1, 1), ask('one', 2, 1)]);
  expect(seen).toEqual(['many 1', 'one 1', 'many 2', 'one 2', 'many 3']);
});

it('lets little work wait for one piece of much, and not for one before each of its own', async () => {
  const { ask, seen } = world();
  const late = async (): Promise<void> => {
    for (const piece of [1, 2, 3]) await ask('little', piece, 2);
  };
  const much = async (piece: number): Promise<void> => {
    await ask('much', piece, 20);
    if (piece === 1) await late();
  };
  await Promise.all([1, 2, 3, 4].map(much));
  expect(seen).toEqual(['much 1', 'little 1', 'little 2', 'little 3', 'much 2', 'much 3', 'much 4']);
});

it('keeps nobody waiting for good, however many newcomers there are', async () => {
  const { ask, seen } = world();
  const much = Promise.all([1, 2, 3].map((piece) => ask('much', piece, 20)));
  let isDone = false;
  void much.then(() => (isDone = true));
  for (let n = 0; n < 10_000 && !isDone; n += 1) await ask(`newcomer ${n}`, 1, 10);
  expect(seen.filter((piece) => piece.startsWith('much'))).toEqual(['much 1', 'much 2', 'much 3']);
});

it('lets who was idle take turns with the others at once, and gives it no more', async () => {
  const { ask, seen } = world();
  const busy = Array.from({ length: 40 }, (_, n) => ask('busy', n, 20));
  await busy[20];
  await Promise.all([...Array.from({ length: 10 }, (_, n) => ask('idle', n, 20)), ...busy]);
  const taken = seen.slice(seen.indexOf('idle 0'), seen.indexOf('idle 9'));
  const ofBusy = taken.filter((piece) => piece.startsWith('busy')).length;
  expect(Math.abs(ofBusy - 9)).toBeLessThanOrEqual(1);
});

it('keeps who asks for little all the time out of the queue of a burst', async () => {
  const { ask, seen, clock } = world();
  const operation = async (caller: string, tookMs: number): Promise<void> => {
    for (const piece of [1, 2, 3]) await ask(caller, piece, tookMs);
  };
  let longestWaitMs = 0;
  const bystander = async (operations: number): Promise<void> => {
    for (let n = 0; n < operations; n += 1) {
      const begun = clock.ms;
      await operation('bystander', 1);
      longestWaitMs = Math.max(longestWaitMs, clock.ms - begun);
    }
  };
  await bystander(500);
  for (let burst = 0; burst < 5; burst += 1)
    await Promise.all([...Array.from({ length: 40 }, () => operation('burst', 5)), bystander(30)]);
  expect(longestWaitMs).toBeLessThanOrEqual(3 * 1 + 2 * 5);
  expect(seen).toHaveLength(500 * 3 + 5 * (40 + 30) * 3);
});
