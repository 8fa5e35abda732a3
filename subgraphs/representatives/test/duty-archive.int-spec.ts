import { randomUUID } from 'node:crypto';
import {
  dutyOfferChanged,
  type NewEvent,
  receptionScheduled,
  SuggestionAction,
  SuggestionStatus,
  suggestionTransitioned,
} from '@lianxin/events';
import { ActorRole, Role } from '@lianxin/subgraph-kit';
import { dutyArchiveConsumer } from '../src/index.js';
import { type DutyWorld, dutyWorld, person } from './duty-world.js';
import type { Json } from './representatives-harness.js';

const fields = 'kind status version heldOn title evidence task { id } suggestion { id } reception { id }';
const archiveOf = `query ($id: ID!, $filter: DutyRecordFilter, $first: Int = 20, $after: String) { representative(id: $id) {
  dutyRecords(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { id ${fields} } } } } }`;

/** A logged step of an offer, as its outbox row tells it. */
const offerStep = (payload: Json): NewEvent =>
  dutyOfferChanged.create({
    aggregateType: 'duty_offer',
    aggregateId: payload.offerId,
    aggregateVersion: 3,
    payload,
    topics: [],
    occurredAt: new Date('2026-03-05T01:00:00Z'),
  });

describe('the duty archive', () => {
  let world: DutyWorld;
  beforeEach(async () => {
    world = await dutyWorld(5);
  });
  afterEach(() => world[Symbol.asyncDispose]());

  const deputyId = (): string => world.deputies[0]!.id;
  const add = (input: object = {}): Promise<Json> =>
    world.command(world.people[0]!, 'addDutyRecord', {
      kind: 'TRAINING',
      heldOn: '2026-03-02',
      title: '代表履职培训',
      evidence: '结业证书 12 号',
      ...input,
    });
  const step = (who: DutyWorld['office'], name: string, it: Json, input: object = {}): Promise<Json> =>
    world.command(who, name, { id: it.id, expectedVersion: it.version, ...input });
  const archive = async (who: DutyWorld['office'] | null, variables: object = {}): Promise<Json> =>
    (await world.ask(who, archiveOf, { id: deputyId(), ...variables })).representative.dutyRecords;
  const nodes = ({ edges }: Json): Json[] => edges.map(({ node }: Json) => node);
  const take = (event: NewEvent): Promise<void> => world.take(dutyArchiveConsumer, event);

  it('sets of a record what a step changes, and nothing else', async () => {
    const it = await add();
    const set: string[] = [];
    const stop = world.subgraph.db.onQuery(({ text }) => {
      set.push(...(/update representatives\.duty_record t\s+set \(([^)]*)\)/.exec(text)?.slice(1) ?? []));
    });
    await step(world.office, 'approveDutyRecord', it);
    stop();
    expect(set).toEqual(['version, status, decided_at']);
  });

  it('takes what the deputy adds once the office approves it, and tells so', async () => {
    let it = await add();
    expect(it).toMatchObject({ status: 'SUBMITTED', version: 1, evidence: '结业证书 12 号' });
    expect((await archive(null)).totalCount).toBe(0);
    expect((await archive(world.people[0]!)).totalCount).toBe(1);
    expect((await archive(world.people[1]!)).totalCount).toBe(0);
    const elsewhere = person(Role.OFFICE_CLERK, { regionCode: '330800000000' });
    await expect(step(elsewhere, 'approveDutyRecord', it)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await step(world.people[0]!, 'approveDutyRecord', it)).toMatchObject({ code: 'ROLE_NOT_PERMITTED' });
    it = await step(world.office, 'approveDutyRecord', it);
    expect(it).toMatchObject({ status: 'APPROVED', version: 2, decidedAt: '2026-03-05T01:00:00.000Z' });
    expect(await step(world.people[0]!, 'retractDutyRecord', it)).toMatchObject({ code: 'NOT_IN_STATE' });
    expect(nodes(await archive(null))).toMatchObject([{ title: '代表履职培训', evidence: null, status: 'APPROVED' }]);
    expect(await step(world.office, 'revokeDutyRecord', { ...it, version: 1 }, { reason: '有误' })).toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    expect(await step(world.office, 'revokeDutyRecord', it, { reason: '' })).toMatchObject({ code: 'REASON_REQUIRED' });
    await step(world.office, 'revokeDutyRecord', it, { reason: '证书不符' });
    expect((await archive(null)).totalCount).toBe(0);
    const told = await world.outbox('duty_record.approved');
    expect(told.map(({ payload }) => payload)).toMatchObject([
      { recordId: it.id, representativeId: deputyId(), kind: 'TRAINING', on: '2026-03-02', withdrawn: false },
      { recordId: it.id, withdrawn: true },
    ]);
    const history =
      'query ($id: ID!) { dutyRecord(id: $id) { timeline(first: 9) { edges { node { action note } } } } }';
    const { dutyRecord } = await world.ask(world.people[0]!, history, { id: it.id });
    expect(nodes(dutyRecord.timeline)).toEqual([
      { action: 'SUBMIT', note: null },
      { action: 'APPROVE', note: null },
      { action: 'REVOKE', note: '证书不符' },
    ]);
    expect(await world.ask(null, history, { id: it.id })).toEqual({ dutyRecord: null });
  });

  it('refuses what is on record elsewhere, what lies ahead, and what shows nothing; one key, one record', async () => {
    expect(await add({ kind: 'PROPOSAL' })).toMatchObject({ code: 'DUTY_RECORD_DERIVED' });
    expect(await add({ heldOn: '2026-03-06' })).toMatchObject({ code: 'DUTY_RECORD_IN_FUTURE' });
    expect(await add({ evidence: ' ' })).toMatchObject({ code: 'TEXT_REQUIRED' });
    expect(
      await world.command(world.office, 'addDutyRecord', {
        kind: 'MEETING',
        heldOn: '2026-03-01',
        title: 'x',
        evidence: 'x',
      }),
    ).toMatchObject({ code: 'ROLE_NOT_PERMITTED' });
    const idempotencyKey = randomUUID();
    const all = await Promise.all(Array.from({ length: 5 }, () => add({ idempotencyKey })));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    const it = await step(world.office, 'rejectDutyRecord', all[0], { reason: '证明不足' });
    expect(it).toMatchObject({ status: 'REJECTED' });
    expect(await world.outbox('duty_record.approved')).toEqual([]);
    const event = { recordId: it.id, representativeId: deputyId(), kind: 'TRAINING', on: '2026-03-02' };
    expect(await world.outbox('duty_record.rejected')).toEqual([
      { aggregate_id: it.id, aggregate_version: 2, payload: event, topics: [`representative:${deputyId()}`] },
    ]);
    const list = '{ dutyRecords(first: 5, filter: { status: [SUBMITTED] }) { totalCount } }';
    await add();
    expect(await world.ask(world.office, list)).toEqual({ dutyRecords: { totalCount: 1 } });
    await expect(world.ask(world.people[0]!, list)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('draws tasks, suggestions and receptions from their events, each once, and leads back to them', async () => {
    const about = { aggregateVersion: 1, topics: [], occurredAt: new Date('2026-03-03T18:00:00Z') };
    const task = await world.offer({ kind: 'RESEARCH' });
    await step(world.people[0]!, 'claimDutyTask', { ...task, version: 1 });
    await step(world.people[0]!, 'completeDutyTask', { ...task, version: 2 });
    const done = (await world.outbox('duty_offer.changed')).at(-1)!;
    const [suggestionId, receptionId] = [randomUUID(), randomUUID()];
    const stationId = randomUUID();
    const events = [
      offerStep(done.payload),
      suggestionTransitioned.create({
        ...about,
        aggregateType: 'suggestion',
        aggregateId: suggestionId,
        payload: {
          suggestionId,
          number: 'JH-1',
          action: SuggestionAction.SELF_ANSWER,
          fromStatus: SuggestionStatus.IN_PROGRESS,
          toStatus: SuggestionStatus.REPLIED,
          stationId,
          regionCode: '330702000000',
          leadUnitId: null,
          assistUnitIds: [],
          representativeId: deputyId(),
          actorRole: ActorRole.REPRESENTATIVE,
          actorName: '代表',
        },
      }),
      receptionScheduled.create({
        ...about,
        aggregateType: 'reception_session',
        aggregateId: receptionId,
        payload: {
          receptionId,
          stationId,
          startsAt: '2026-03-09T01:00:00.000Z',
          endsAt: '2026-03-09T03:00:00.000Z',
          representativeIds: world.deputies.map(({ id }) => id),
        },
      }),
    ];
    for (const event of [...events, ...events]) await take(event);
    expect(nodes(await archive(null))).toMatchObject([
      { kind: 'RESEARCH', heldOn: '2026-03-05', task: null, version: 0 },
      { kind: 'SUGGESTION', heldOn: '2026-03-04', suggestion: { id: suggestionId } },
    ]);
    world.clock.set('2026-03-09T09:00:00+08:00');
    const all = await archive(world.people[0]!, { first: 1 });
    expect(all).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(nodes(all)).toMatchObject([{ kind: 'RECEPTION', reception: { id: receptionId } }]);
    const rest = await archive(world.people[0]!, { after: all.pageInfo.endCursor });
    expect(nodes(rest)).toMatchObject([{ task: { id: task.id } }, { kind: 'SUGGESTION' }]);
    const filter = { kind: ['SUGGESTION', 'TRAINING'], from: '2026-03-01', before: '2026-03-05' };
    expect((await archive(null, { filter })).totalCount).toBe(1);
    expect((await archive(null, { filter: { status: ['SUBMITTED'] } })).totalCount).toBe(0);
  });

  it('sends as many statements for many deputies as for one', async () => {
    const source = `query ($first: Int!) { representatives(first: $first) { edges { node {
      dutyRecords(first: 5) { totalCount edges { node { id } } } } } } }`;
    const cost = (first: number): Promise<number> => world.counting(() => world.ask(null, source, { first }));
    expect(await cost(5)).toBe(await cost(1));
  });
});
