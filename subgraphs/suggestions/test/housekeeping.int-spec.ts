import { randomUUID } from 'node:crypto';
import { keepHouse } from '../src/housekeeping.js';
import { suggestionsWorld } from './suggestions-world.js';

it('forgets keys after a day, and not before', async () => {
  await using world = await suggestionsWorld();
  await world.collect('liaison', { idempotencyKey: randomUUID() });
  const kept = async (): Promise<number> => (await world.db.queryText('select from idempotency')).length;
  const born = world.clock.now().getTime();
  for (const [hours, count] of [
    [24, 1],
    [24.01, 0],
  ] as const) {
    world.clock.set(new Date(born + hours * 3_600_000));
    await keepHouse(world.services);
    expect(await kept()).toBe(count);
  }
});
