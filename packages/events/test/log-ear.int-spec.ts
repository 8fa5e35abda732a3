import type { Db } from '@lianxin/database';
import { on, startConsumer, startLeader, startLogTail } from '../src/index.js';
import { type LampWorld, lampWorld } from './lamp-world.js';
import { count, cutConnections, eventually, lampSwitched, readings, switchLamp } from './lamps.js';

const bell = 'lianxin log bell';
/** A poll that never comes: whoever looks was rung. */
const never = 3_600_000;

async function sessions(admin: Db): Promise<number> {
  const rows = await admin.queryText(
    'select from pg_stat_activity where application_name = $1 and datname = current_database()',
    [bell],
  );
  return rows.length;
}

describe('the bell of the log', () => {
  let world: LampWorld;
  let admin: Db;
  beforeEach(async () => {
    world = await lampWorld();
    admin = await world.database.openAsAdmin('events');
  });
  afterEach(() => world[Symbol.asyncDispose]());

  const consumer = (name: string): ReturnType<typeof startConsumer> =>
    startConsumer({
      name,
      db: world.reader,
      logUrl: world.database.urlFor('meter'),
      handlers: [on(lampSwitched, (event, tx) => count(tx, `${name}:${event.payload.lampId}`))],
      pollMs: never,
    });

  it('is heard by one session for all of a process, which goes with the last of them', async () => {
    const url = world.database.urlFor('events');
    const first = await consumer('first');
    const second = await consumer('second');
    const tail = await startLogTail({ url, onEvents: () => undefined });
    const leader = await startLeader({ url, name: 'lianxin test', lock: 7, step: async () => false });
    await Promise.all([first.catchUp(), second.catchUp()]);
    expect(await sessions(admin)).toBe(1);
    await Promise.all([first.stop(), tail.stop(), leader.stop()]);
    expect(await sessions(admin)).toBe(1);
    await switchLamp(world.writer, 'a', 1);
    await world.relay.drain();
    await eventually(async () => (await readings(world.reader))['second:a'] === 1);
    await second.stop();
    await eventually(async () => (await sessions(admin)) === 0);
  });

  it('is heard again by everybody when its connection was lost, with what was logged meanwhile', async () => {
    await using first = await consumer('first');
    await using second = await consumer('second');
    await Promise.all([first.catchUp(), second.catchUp()]);
    for (let cut = 1; cut <= 3; cut += 1) {
      const written = switchLamp(world.writer, 'a', 5);
      expect(await cutConnections(admin, bell)).toBeLessThanOrEqual(1);
      await written;
      await world.relay.drain();
      await eventually(async () => {
        const read = await readings(world.reader);
        return read['first:a'] === 5 * cut && read['second:a'] === 5 * cut;
      });
    }
    expect(await sessions(admin)).toBe(1);
  });
});
