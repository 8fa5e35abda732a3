import { randomUUID } from 'node:crypto';
import {
  ActorRole,
  type NewEvent,
  stationRegistered,
  stationRosterAssigned,
  SuggestionAction,
  SuggestionStatus,
  suggestionTransitioned,
} from '@lianxin/events';
import { Role } from '@lianxin/subgraph-kit';
import { suggestionTaskId } from '../src/claim-market/market-stand.js';
import { claimMarketConsumer, keepDutyHouse } from '../src/index.js';
import { type DutyWorld, dutyWorld, person } from './duty-world.js';
import type { Json } from './representatives-harness.js';

const town = ['330000000000', '330700000000', '330702000000', '330702001000'];
const village = [...town, '330702001201'];
const elsewhere = ['330000000000', '330700000000', '330784000000', '330784001000'];

const list =
  '{ claimableTasks(first: 50) { totalCount edges { node { id kind status version suggestion { id } station { id } } } } }';

describe('the claim market', () => {
  let world: DutyWorld;
  const [townStation, villageStation, farStation] = [randomUUID(), randomUUID(), randomUUID()];
  const suggestionId = randomUUID();
  const task = { id: suggestionTaskId(suggestionId) };

  const take = (event: NewEvent): Promise<void> => world.take(claimMarketConsumer, event);
  const about = { aggregateVersion: 1, topics: [], occurredAt: new Date('2026-03-05T01:00:00Z') };
  const station = (stationId: string, regionPath: readonly string[]): NewEvent =>
    stationRegistered.create({
      ...about,
      aggregateType: 'station',
      aggregateId: stationId,
      payload: {
        stationId,
        code: stationId.slice(0, 8),
        name: '站',
        tier: 'STATION',
        kind: 'FIXED',
        regionCode: regionPath.at(-1)!,
        regionPath: [...regionPath],
      },
    });
  const sits = (index: number, stationId: string, to: string | null = null): NewEvent => {
    const payload = { stationId, representativeId: world.deputies[index]!.id, from: '2026-01-01', to };
    return stationRosterAssigned.create({ ...about, aggregateType: 'station', aggregateId: stationId, payload });
  };
  const moved = (toStatus: SuggestionStatus, version: number, change: object = {}): NewEvent => {
    const payload = {
      suggestionId,
      number: 'JH-2026-000001',
      action: SuggestionAction.ADMIT,
      fromStatus: null,
      toStatus,
      stationId: villageStation,
      regionCode: village.at(-1)!,
      leadUnitId: null,
      assistUnitIds: [],
      representativeId: null,
      actorRole: ActorRole.LIAISON_OFFICER,
      actorName: '李联络员',
      ...change,
    };
    const suggestion = { aggregateType: 'suggestion', aggregateId: suggestionId, aggregateVersion: version };
    return suggestionTransitioned.create({ ...about, ...suggestion, payload });
  };
  const keepHouse = (): Promise<void> => keepDutyHouse(world.subgraph.duty);
  const claim = (index: number, of: Json = task, expectedVersion = 0): Promise<Json> =>
    world.command(world.people[index]!, 'claimDutyTask', { id: of.id, expectedVersion });
  const claimable = async (index: number): Promise<Json[]> =>
    (await world.ask(world.people[index]!, list)).claimableTasks.edges.map(({ node }: Json) => node);
  const seenBy = async (who: DutyWorld['office']): Promise<Json> => {
    const source = `query ($id: ID!) { dutyTask(id: $id) { status claimedCount
      offers(first: 50) { edges { node { version status excuse } } } } }`;
    const { dutyTask } = await world.ask(who, source, task);
    return dutyTask && { ...dutyTask, offers: dutyTask.offers.edges.map(({ node }: Json) => node) };
  };

  beforeEach(async () => {
    world = await dutyWorld(50);
    for (const [id, path] of [
      [townStation, town],
      [villageStation, village],
      [farStation, elsewhere],
    ] as const)
      await take(station(id, path));
    for (let index = 0; index < 48; index += 1) await take(sits(index, index % 2 === 0 ? townStation : villageStation));
    await take(sits(48, farStation));
    await take(sits(49, villageStation, '2026-02-28'));
  });
  afterEach(() => world[Symbol.asyncDispose]());

  it('offers an admitted suggestion to nobody, and gives it to exactly one of those who sit near its station', async () => {
    await take(moved(SuggestionStatus.COLLECTED, 1));
    await keepHouse();
    expect(await claimable(0)).toEqual([]);
    await take(moved(SuggestionStatus.ADMITTED, 2));
    await Promise.all([keepHouse(), keepHouse()]);
    const shown = { id: task.id, kind: 'SUGGESTION', status: 'OFFERED', version: 0, suggestion: { id: suggestionId } };
    expect(await claimable(0)).toEqual([{ ...shown, station: { id: villageStation } }]);
    expect(await claimable(48)).toEqual([]);
    expect(await claimable(49)).toEqual([]);
    // Open to many is offered to nobody: no rate hears of it.
    expect(await world.outbox('duty_offer.changed')).toEqual([]);
    await expect(claim(48)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(claim(49)).rejects.toMatchObject({ code: 'NOT_FOUND' });

    const answers = await Promise.all(Array.from({ length: 48 }, (_, index) => claim(index)));
    expect(answers.filter(({ status }) => status === 'CLAIMED')).toHaveLength(1);
    const refused = answers.flatMap(({ code }) => code ?? []);
    expect(refused).toHaveLength(47);
    expect(new Set(refused)).toEqual(new Set(['QUOTA_FILLED']));
    expect(await claimable(1)).toEqual([]);
    expect((await seenBy(world.office)).offers).toEqual([{ version: 2, status: 'CLAIMED', excuse: null }]);
    const told = await world.outbox('duty_offer.changed');
    expect(told.map(({ payload }) => payload.status)).toEqual(['OFFERED', 'CLAIMED']);
    expect(told[1]?.payload).toMatchObject({ kind: 'SUGGESTION', object: { type: 'Suggestion', id: suggestionId } });
  });

  it.each([
    [SuggestionStatus.REPLIED, {}],
    [SuggestionStatus.WITHDRAWN, {}],
    [SuggestionStatus.DISPATCHED, { representativeId: randomUUID() }],
  ])('takes it out when it is %s before anybody claims it', async (status, change) => {
    await take(moved(SuggestionStatus.ADMITTED, 2));
    await keepHouse();
    await take(moved(status, 3, change));
    expect(await claimable(0)).toEqual([]);
    expect(await claim(0)).toMatchObject({ code: 'TASK_OFF_MARKET' });
    await keepHouse();
    expect(await seenBy(world.office)).toEqual({ status: 'CANCELLED', claimedCount: 0, offers: [] });
    expect(await world.outbox('duty_offer.changed')).toEqual([]);
  });

  it('excuses the claim on what was taken back, and lets it be finished on what was closed until it is due', async () => {
    await take(moved(SuggestionStatus.ADMITTED, 2));
    await keepHouse();
    await claim(0);
    await take(moved(SuggestionStatus.CLOSED, 3));
    await keepHouse();
    expect((await seenBy(world.office)).offers).toMatchObject([{ status: 'CLAIMED' }]);
    world.clock.set('2026-04-05T01:00:00Z');
    await keepHouse();
    expect((await seenBy(world.office)).offers).toEqual([{ version: 3, status: 'CANCELLED', excuse: 'CANCELLED' }]);
    const told = await world.outbox('duty_offer.changed');
    expect(told.at(-1)?.payload).toMatchObject({ status: 'CANCELLED', excuse: 'CANCELLED', droppedAt: null });
  });

  it('excuses at once what is gone, whenever it was claimed', async () => {
    await take(moved(SuggestionStatus.ADMITTED, 2));
    await keepHouse();
    await claim(0);
    await take(moved(SuggestionStatus.CONVERTED, 3));
    await Promise.all([keepHouse(), keepHouse()]);
    expect((await seenBy(world.office)).offers).toEqual([{ version: 3, status: 'CANCELLED', excuse: 'CANCELLED' }]);
  });

  it('ends the same for events that come late and twice', async () => {
    await take(moved(SuggestionStatus.REPLIED, 3));
    await take(moved(SuggestionStatus.ADMITTED, 2));
    await take(moved(SuggestionStatus.REPLIED, 3));
    await keepHouse();
    expect(await seenBy(world.office)).toBeNull();
    await take(moved(SuggestionStatus.REWORK, 4));
    await keepHouse();
    expect(await claim(0)).toMatchObject({ status: 'CLAIMED' });
  });

  it('is free again for others when the claimant gives it back, and closed after its deadline', async () => {
    await take(moved(SuggestionStatus.ADMITTED, 2));
    await keepHouse();
    await claim(0);
    await world.command(world.people[0]!, 'releaseDutyTask', { id: task.id, expectedVersion: 2, reason: '出差' });
    expect(await claimable(0)).toEqual([]);
    expect(await claimable(1)).toHaveLength(1);
    world.clock.set('2026-03-12T01:00:00Z');
    expect(await claimable(1)).toEqual([]);
    expect(await claim(1)).toMatchObject({ code: 'CLAIM_DEADLINE_PASSED' });
  });

  it('holds micro-wishes near a station of the office’s region', async () => {
    const wish = { kind: 'MICRO_WISH', title: '独居老人换灯', objectType: null, objectId: null };
    const county = person(Role.OFFICE_CLERK, { regionCode: '330702000000' });
    const offered = (who: DutyWorld['office'], input: object): Promise<Json> =>
      world.command(who, 'offerDutyTask', {
        ...wish,
        claimBy: '2026-03-10T00:00:00Z',
        dueAt: '2026-03-20T00:00:00Z',
        ...input,
      });
    expect(await offered(county, { openToStationId: farStation })).toMatchObject({ code: 'STATION_UNKNOWN' });
    expect(await offered(county, { openToStationId: 'x' })).toMatchObject({ code: 'STATION_UNKNOWN' });
    const both = { openToStationId: townStation, openToRegion: true };
    expect(await offered(county, both)).toMatchObject({ code: 'OFFER_ONE_WAY' });
    const it = await offered(county, { openToStationId: townStation });
    // Who sits in the village serves only the village: a wish of the town is not near.
    expect(await claimable(1)).toEqual([]);
    expect(await claimable(0)).toMatchObject([{ id: it.id, station: { id: townStation }, suggestion: null }]);
    await expect(claim(1, it)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await claim(0, it)).toMatchObject({ status: 'CLAIMED' });
  });

  it('shows the task of a suggestion to those who may see the task, and to nobody else', async () => {
    await take(moved(SuggestionStatus.ADMITTED, 2));
    await keepHouse();
    const source = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Suggestion { dutyTask { id status } } } }`;
    const of = async (who: DutyWorld['office'] | null): Promise<Json> =>
      (await world.ask(who, source, { r: [{ __typename: 'Suggestion', id: suggestionId }] }))._entities[0].dutyTask;
    const seen = { id: task.id, status: 'OFFERED' };
    expect(await of(world.people[0]!)).toEqual(seen);
    expect(await of(world.office)).toEqual(seen);
    expect(await of(world.people[48]!)).toBeNull();
    expect(await of(null)).toBeNull();
    expect(await of(person(Role.OFFICE_CLERK, { regionCode: '330784000000' }))).toBeNull();
  });
});
