import { LocalFeed, type LoggedEvent, type NewEvent, readLog, startRelay } from '@lianxin/events';
import { suggestionsWorld, type SuggestionsWorld } from './suggestions-world.js';

describe('a step beside a quiet relay', () => {
  let world: SuggestionsWorld;
  beforeAll(async () => (world = await suggestionsWorld()));
  afterAll(() => world[Symbol.asyncDispose]());

  it('tells it what was committed, as the log has it afterwards', async () => {
    const foreseen: NewEvent[] = [];
    const told: LoggedEvent[] = [];
    const feed = new LocalFeed();
    const url = world.database.urlFor('events');
    await using relay = await startRelay({ url, sources: ['suggestions'], feed, pollMs: 3_600_000 });
    await relay.drain();
    const leave = feed.listen({
      onEvents: (events) => void told.push(...events),
      onForeseen: (events) => void foreseen.push(...events),
      onDoubt: () => undefined,
    });
    const it = await world.collect('liaison');
    await relay.drain();
    const { id, version: expectedVersion } = it;
    await world.command('liaison', 'admitSuggestion', { id, expectedVersion, categoryCode: 'c1', urgency: 'NORMAL' });
    await relay.drain();
    leave();
    expect(foreseen.map(({ type, aggregateVersion }) => [type, aggregateVersion])).toEqual([
      ['suggestion.transitioned', 1],
      ['suggestion.transitioned', 2],
    ]);
    const log = await readLog(world.services.db, { after: 0, limit: 10 });
    const logged = log.slice(-foreseen.length);
    expect(told).toEqual(logged);
    expect(foreseen).toEqual(logged.map(({ position: _, recordedAt: __, ...event }) => event));
  });
});
