import { Turns } from './turns.js';

it('lets others go ahead between two turns', async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const work = Array.from({ length: 3 }, async (_, n) => {
    await turns.next('one');
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

it('lets callers take turns, each in the order of its own work', async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const ask = async (caller: string, piece: number): Promise<void> => {
    await turns.next(caller);
    seen.push(`${caller} ${piece}`);
    // One that comes while others wait goes after one piece of each of them.
    if (caller === 'many' && piece === 1) late.push(ask('late', 1));
  };
  const late: Promise<void>[] = [];
  await Promise.all([...[1, 2, 3, 4].map((piece) => ask('many', piece)), ask('one', 1)]);
  await Promise.all(late);
  expect(seen).toEqual(['many 1', 'one 1', 'many 2', 'late 1', 'many 3', 'many 4']);
});
