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
