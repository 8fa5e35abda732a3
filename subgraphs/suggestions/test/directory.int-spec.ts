import { randomUUID } from 'node:crypto';
import {
  appendToOutbox,
  dutyOfferChanged,
  DutyTaskKind,
  DutyTaskStatus,
  mandateEnded,
  mandateGranted,
  mandateSuspensionsChanged,
  type NewEvent,
  representativeRegistered,
  startRelay,
  stationCodeIssued,
  stationCodeRevoked,
  stationRegistered,
} from '@lianxin/events';
import { Role } from '@lianxin/subgraph-kit';
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
    const suspended = (to: string | null, aggregateVersion: number): NewEvent =>
      mandateSuspensionsChanged.create({
        ...about('mandate', mandateId),
        aggregateVersion,
        payload: { mandateId, representativeId, termNo: 8, suspensions: [{ from: '2026-01-02', to }] },
      });
    await tell(suspended(null, 3));
    expect(await dispatch()).toMatchObject({ code: 'REPRESENTATIVE_NOT_ACTIVE' });
    await tell(suspended('2026-01-03', 4), suspended(null, 3));
    expect(await dispatch()).toMatchObject({ status: 'DISPATCHED' });
  });

  it('shows a suggestion to the deputy who claimed it, as long as the claim stands', async () => {
    const it = await world.collect();
    const [offerId, representativeId] = [randomUUID(), randomUUID()];
    const { liaison } = world.people;
    world.people.stranger = { ...liaison, roles: [Role.REPRESENTATIVE], stationId: undefined, representativeId };
    const seen = async (): Promise<unknown> => {
      const source = `query ($ids: [_Any!]!) { suggestions(first: 10) { edges { node { id } } }
        _entities(representations: $ids) { ... on Suggestion { id } } }`;
      const { data } = await world.send('stranger', source, { ids: [{ __typename: 'Suggestion', id: it['id'] }] });
      return data;
    };
    const claim = (status: DutyTaskStatus, aggregateVersion: number): NewEvent =>
      dutyOfferChanged.create({
        ...about('duty_offer', offerId),
        aggregateVersion,
        payload: {
          offerId,
          taskId: randomUUID(),
          representativeId,
          kind: DutyTaskKind.SUGGESTION,
          status,
          offeredAt: '2026-03-01T00:00:00Z',
          claimBy: '2026-03-08T00:00:00Z',
          dueAt: '2026-04-01T00:00:00Z',
          claimedAt: null,
          completedAt: null,
          droppedAt: null,
          dropApproved: false,
          excuse: null,
          conclusion: null,
          object: { type: 'Suggestion', id: String(it['id']) },
        },
      });
    const nothing = { suggestions: { edges: [] }, _entities: [null] };
    const found = { suggestions: { edges: [{ node: { id: it['id'] } }] }, _entities: [{ id: it['id'] }] };
    await tell(claim(DutyTaskStatus.OFFERED, 1));
    expect(await seen()).toEqual(nothing);
    await tell(claim(DutyTaskStatus.CLAIMED, 2));
    expect(await seen()).toEqual(found);
    await tell(claim(DutyTaskStatus.RELEASED, 3), claim(DutyTaskStatus.CLAIMED, 2));
    expect(await seen()).toEqual(nothing);
  });
});
