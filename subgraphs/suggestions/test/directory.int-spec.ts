import { randomUUID } from 'node:crypto';
import {
  appendToOutbox,
  mandateEnded,
  mandateGranted,
  type NewEvent,
  representativeRegistered,
  startRelay,
  stationCodeIssued,
  stationCodeRevoked,
  stationRegistered,
} from '@lianxin/events';
import { suggestionsWorld, type SuggestionsWorld } from './suggestions-world.js';

describe('what this subgraph knows of stations and deputies', () => {
  let world: SuggestionsWorld;
  beforeAll(async () => {
    world = await suggestionsWorld();
    await world.start();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  /** Tells what other subgraphs tell, and waits until it has arrived. */
  const tell = async (...events: NewEvent[]): Promise<void> => {
    await using relay = await startRelay({ url: world.database.urlFor('events'), sources: ['suggestions'] });
    await appendToOutbox(world.db, 'suggestions', events);
    await relay.drain();
    await world.catchUp();
  };
  const about = (aggregateType: string, aggregateId: string) => ({
    aggregateType,
    aggregateId,
    aggregateVersion: 1,
    topics: [],
    occurredAt: world.clock.now(),
  });
  const collectBy = (stationCode: string) =>
    world.collect(null, { stationId: undefined, stationCode, channel: 'STATION_CODE' });

  it('lets people in by a scanned code until the code is revoked', async () => {
    const stationId = randomUUID();
    const path = ['330700000000', '330703000000'];
    const station = {
      stationId,
      code: 'JD-1',
      name: '金东站',
      tier: 'HOME',
      kind: 'FIXED',
      regionCode: '330703000000',
      regionPath: path,
    };
    expect(await collectBy('code-1')).toMatchObject({ code: 'STATION_UNKNOWN' });
    await tell(
      stationRegistered.create({ ...about('station', stationId), payload: station }),
      stationCodeIssued.create({ ...about('station_code', 'code-1'), payload: { stationId, code: 'code-1' } }),
    );
    expect(await collectBy('code-1')).toMatchObject({ status: 'COLLECTED' });
    await tell(
      stationCodeRevoked.create({ ...about('station_code', 'code-1'), payload: { stationId, code: 'code-1' } }),
    );
    expect(await collectBy('code-1')).toMatchObject({ code: 'STATION_UNKNOWN' });
  });

  it('dispatches to a deputy only while a mandate runs', async () => {
    const representativeId = randomUUID();
    const mandateId = randomUUID();
    const deputy = { representativeId, code: 'D9', name: '何代表', regionCode: '330702000000' };
    let it = await world.collect();
    it = await world.command('liaison', 'admitSuggestion', {
      id: it['id'],
      expectedVersion: 1,
      categoryCode: 'c1',
      urgency: 'NORMAL',
    });
    const dispatch = () =>
      world.command('liaison', 'dispatchSuggestion', {
        id: it['id'],
        expectedVersion: it['version'],
        representativeId,
      });
    expect(await dispatch()).toMatchObject({ code: 'REPRESENTATIVE_UNKNOWN' });
    await tell(representativeRegistered.create({ ...about('representative', representativeId), payload: deputy }));
    expect(await dispatch()).toMatchObject({ code: 'REPRESENTATIVE_NOT_ACTIVE' });
    const mandate = { mandateId, representativeId, termNo: 8, from: '2026-01-01', to: null, electoralDistrict: null };
    await tell(mandateGranted.create({ ...about('mandate', mandateId), payload: mandate }));
    const end = { mandateId, representativeId, termNo: 8, to: '2026-03-01' };
    await tell(mandateEnded.create({ ...about('mandate', mandateId), payload: end }));
    expect(await dispatch()).toMatchObject({ code: 'REPRESENTATIVE_NOT_ACTIVE' });
    await tell(mandateEnded.create({ ...about('mandate', mandateId), payload: { ...end, to: '2026-12-31' } }));
    expect(await dispatch()).toMatchObject({ status: 'DISPATCHED' });
  });
});
