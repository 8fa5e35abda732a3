import { testDatabase, type TestDatabase } from '@lianxin/testing';
import { type Leader, type LeaderOptions, startLeader, startRelay } from '../src/index.js';
import { cutConnections, eventually, lamps, modules, switchLamp } from './lamps.js';

describe('leader', () => {
  const start = (
    database: TestDatabase,
    name: string,
    notes: string[],
    pollMs = 5,
    options: Partial<LeaderOptions> = {},
  ): Promise<Leader> =>
    startLeader({
      url: database.urlFor('lamps'),
      name,
      lock: 77,
      pollMs,
      step() {
        notes.push(name);
        return Promise.resolve(false);
      },
      onLost: () => notes.push(`${name} lost`),
      ...options,
    });

  it('is one of many, until it ends', async () => {
    await using database = await testDatabase({ modules });
    const notes: string[] = [];
    const first = await start(database, 'first', notes);
    await eventually(() => first.isLeading());
    await using second = await start(database, 'second', notes);
    second.ring();
    await first.stop();
    expect(first.isLeading()).toBe(false);
    await eventually(() => second.isLeading() && notes.includes('second'));
    expect(notes.lastIndexOf('first')).toBeLessThan(notes.indexOf('second'));
    expect(notes).toContain('first lost');
  });

  it('knows that it leads no more when its connection is lost, and may lead again', async () => {
    await using database = await testDatabase({ modules });
    const admin = await database.openAsAdmin('lamps');
    const notes: string[] = [];
    await using leader = await start(database, 'cut', notes);
    await eventually(() => leader.isLeading());
    await cutConnections(admin, 'cut');
    await eventually(() => notes.includes('cut lost'));
    await eventually(() => leader.isLeading() && notes.at(-1) === 'cut');
  });

  it('is woken by the log', async () => {
    await using database = await testDatabase({ modules });
    const db = await database.open(lamps);
    const notes: string[] = [];
    // No poll would come within the time that the test has.
    await using leader = await start(database, 'woken', notes, 3_600_000);
    await eventually(() => leader.isLeading() && notes.length > 0);
    const before = notes.length;
    await using relay = await startRelay({ url: database.urlFor('events'), sources: ['lamps'] });
    await switchLamp(db, 'a');
    await relay.drain();
    await eventually(() => notes.length > before);
  });

  it('sleeps while the log tells of other types than it asks for', async () => {
    await using database = await testDatabase({ modules });
    const db = await database.open(lamps);
    const [all, some]: [string[], string[]] = [[], []];
    let types: string[] | undefined = ['another.type'];
    await using waking = await start(database, 'waking', all, 3_600_000);
    await using asleep = await start(database, 'asleep', some, 3_600_000, { lock: 78, wokenBy: () => types });
    await eventually(() => waking.isLeading() && asleep.isLeading() && all.length > 0 && some.length > 0);
    const before = [all.length, some.length] as const;
    await using relay = await startRelay({ url: database.urlFor('events'), sources: ['lamps'] });
    await switchLamp(db, 'a');
    await relay.drain();
    await eventually(() => all.length > before[0]);
    expect(some).toHaveLength(before[1]);
    types = undefined;
    await switchLamp(db, 'b');
    await relay.drain();
    await eventually(() => some.length > before[1]);
    expect(some).toHaveLength(before[1] + 1);
  });
});
