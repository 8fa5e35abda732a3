import { testDatabase } from '@lianxin/testing';
import { startLogTail, startRelay } from '../src/index.js';
import { cutConnections, eventually, lamps, modules, switchLamp } from './lamps.js';

describe('startLogTail', () => {
  it('has no gap and no repeat across lost connections and a failing reader', async () => {
    await using database = await testDatabase({ modules });
    const db = await database.open(lamps);
    const admin = await database.openAsAdmin('events');
    await using relay = await startRelay({ url: database.urlFor('events'), sources: ['lamps'], pollMs: 10 });
    const seen: number[] = [];
    const failures: unknown[] = [];
    let isFailing = false;
    await using tail = await startLogTail({
      url: database.urlFor('lamps'),
      from: 0,
      batchSize: 7,
      pollMs: 50,
      onError: (error) => failures.push(error),
      onEvents(events) {
        if (isFailing) {
          isFailing = false;
          throw new Error('not now');
        }
        seen.push(...events.map(({ position }) => position));
      },
    });
    // Written for as long as there are cuts to come: a number of its own could be read before the last of them.
    let isCutting = true;
    const writing = (async (): Promise<number> => {
      let written = 0;
      for (; isCutting || written < 100; written += 1) await switchLamp(db, 'a');
      return written;
    })();
    for (let cut = 0; cut < 4; cut += 1) {
      const before = seen.length;
      await eventually(() => seen.length > before + 3);
      isFailing = cut % 2 === 0;
      await cutConnections(admin, 'lianxin log tail');
    }
    isCutting = false;
    const written = await writing;
    await relay.drain();
    await eventually(() => tail.position() === written);
    expect(seen).toEqual(Array.from({ length: written }, (_, index) => index + 1));
    expect(failures.length).toBeGreaterThan(0);
  });

  it('starts at the end unless told, and is woken without its poll', async () => {
    await using database = await testDatabase({ modules });
    const db = await database.open(lamps);
    await using relay = await startRelay({ url: database.urlFor('events'), sources: ['lamps'] });
    await switchLamp(db, 'a', 3);
    await relay.drain();
    const seen: number[] = [];
    await using tail = await startLogTail({
      url: database.urlFor('lamps'),
      pollMs: 3_600_000,
      onEvents: (events) => void seen.push(...events.map(({ position }) => position)),
    });
    expect(tail.position()).toBe(3);
    await switchLamp(db, 'a');
    await relay.drain();
    await eventually(() => seen.length > 0);
    expect(seen).toEqual([4]);
  });

  it('says so when the database cannot be reached', async () => {
    const started = startLogTail({ url: 'postgresql://me:secret@127.0.0.1:1/x', onEvents: () => undefined });
    await expect(started).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
  });
});
