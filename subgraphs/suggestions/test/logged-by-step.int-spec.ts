import { LocalFeed, type LoggedEvent, readLog, startRelay } from '@lianxin/events';
import { suggestionsWorld, type SuggestionsWorld } from './suggestions-world.js';

describe('a step beside a quiet relay', () => {
  let world: SuggestionsWorld;
  beforeAll(async () => (world = await suggestionsWorld()));
  afterAll(() => world[Symbol.asyncDispose]());

  /** Rows that were ever put in the outbox. */
  const putAside = async (): Promise<number> => {
    const [row] = await world.db.queryText<{ last: number }>(
      `select coalesce(pg_sequence_last_value(pg_get_serial_sequence('suggestions.outbox', 'id')), 0) as last`,
    );
    return Number(row?.last);
  };
  /** By then a relay that had something to do waits again. */
  const quiet = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 20));
  const collect = async () => {
    await quiet();
    return world.collect('liaison');
  };
  const admit = ({ id, version: expectedVersion }: { id?: unknown; version?: unknown }) =>
    world.command('liaison', 'admitSuggestion', { id, expectedVersion, categoryCode: 'c1', urgency: 'NORMAL' });

  it('logs its event with its own commit, as the log has it, and by the outbox beside others', async () => {
    const told: LoggedEvent[] = [];
    const feed = new LocalFeed();
    const url = world.database.urlFor('events');
    await using relay = await startRelay({ url, sources: ['suggestions'], feed, pollMs: 3_600_000 });
    // Its first batch shows the relay how far the log reaches.
    await world.collect('liaison');
    await relay.drain();
    const leave = feed.listen({ onEvents: (events) => void told.push(...events), onDoubt: () => undefined });
    const before = await putAside();
    const it = await collect();
    await quiet();
    await admit(it);
    expect(told.map(({ type, aggregateVersion }) => [type, aggregateVersion])).toEqual([
      ['suggestion.transitioned', 1],
      ['suggestion.transitioned', 2],
    ]);
    expect(await putAside()).toBe(before);
    // A stale version takes no place in the log.
    await quiet();
    await admit({ ...it, version: 1 });
    const others = [];
    while (others.length < 8) others.push(await collect());
    await quiet();
    await Promise.all(others.map(admit));
    await relay.drain();
    leave();
    expect(await putAside()).toBeGreaterThan(before);
    const log = await readLog(world.services.db, { after: 0, limit: 100 });
    expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => index + 1));
    // A writer's answer and the relay's may overtake each other; who follows puts them in order.
    told.sort((a, b) => a.position - b.position);
    expect(told).toEqual(log.slice(-told.length));
    expect(told).toHaveLength(2 + 2 * others.length);
  });
});
