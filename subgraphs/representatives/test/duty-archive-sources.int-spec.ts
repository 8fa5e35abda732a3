import { randomUUID } from 'node:crypto';
import {
  ActorRole,
  type EventInput,
  findingChanged,
  type NewEvent,
  proposalChanged,
  proposalRegistered,
  ProposalStatus,
  rectificationChanged,
  SuggestionAction,
  SuggestionStatus,
  suggestionTransitioned,
} from '@lianxin/events';
import { dutyArchiveConsumer } from '../src/index.js';
import { type DutyWorld, dutyWorld } from './duty-world.js';
import type { Json } from './representatives-harness.js';

const archiveOf = `query ($id: ID!) { representative(id: $id) { dutyRecords(first: 20) { totalCount edges { node {
  id kind heldOn part eventId suggestion { id } proposal { id } finding { id } rectification { id } } } } } }`;

describe('where the duty archive draws from', () => {
  let world: DutyWorld;
  beforeEach(async () => {
    world = await dutyWorld(4);
  });
  afterEach(() => world[Symbol.asyncDispose]());

  const take = (event: NewEvent): Promise<void> => world.take(dutyArchiveConsumer, event);
  const deputy = (index: number): string => world.deputies[index]!.id;
  const archive = async (index: number, who: DutyWorld['office'] | null = null): Promise<Json[]> => {
    const { dutyRecords } = (await world.ask(who, archiveOf, { id: deputy(index) })).representative;
    expect(dutyRecords.totalCount).toBe(dutyRecords.edges.length);
    return dutyRecords.edges.map(({ node }: Json) => node);
  };

  describe('a proposal', () => {
    const id = randomUUID();
    const about = (aggregateVersion: number) => ({
      aggregateType: 'proposal',
      aggregateId: id,
      aggregateVersion,
      topics: [],
      occurredAt: new Date('2026-03-01T01:00:00Z'),
    });
    const state = (status: ProposalStatus, coSigners: readonly number[]) => ({
      number: 'J001',
      status,
      regionCode: '330700000000',
      leadProposerId: deputy(0),
      leadUnitId: null,
      coSigners: coSigners.map((index) => ({ representativeId: deputy(index), confirmedAt: '2026-01-10T01:00:00Z' })),
      submittedAt: '2026-01-10T17:00:00Z',
    });
    const changed = (version: number, status: ProposalStatus, coSigners: readonly number[]): NewEvent =>
      proposalChanged.create({ ...about(version), payload: { proposalId: id, ...state(status, coSigners) } });

    it('is a deed of who leads it and of who co-signs it, from its filing on, as it stands now', async () => {
      const submitted = { id, ...state(ProposalStatus.SUBMITTED, [1, 2]) };
      await take(proposalRegistered.create({ ...about(1), payload: submitted }));
      expect(await archive(0)).toEqual([]);
      await take(changed(2, ProposalStatus.FILED, [1, 2]));
      const deed = { kind: 'PROPOSAL', heldOn: '2026-01-11', proposal: { id } };
      expect(await archive(0)).toMatchObject([{ ...deed, part: 'LEAD', eventId: null }]);
      expect(await archive(1)).toMatchObject([{ ...deed, part: 'CO_SIGNER' }]);
      const [{ eventId }] = (await archive(0, world.people[0])) as [Json];
      expect(await archive(0, world.office)).toMatchObject([{ eventId }]);
      expect(eventId).toEqual(expect.any(String));

      // A correction that came before the news it corrects, and both again.
      for (const event of [changed(4, ProposalStatus.REPLIED, [2, 3]), changed(3, ProposalStatus.REPLIED, [1])]) {
        await take(event);
        await take(event);
      }
      expect(await Promise.all([0, 1, 2, 3].map((index) => archive(index)))).toMatchObject([
        [{ part: 'LEAD' }],
        [],
        [{ part: 'CO_SIGNER' }],
        [{ part: 'CO_SIGNER' }],
      ]);
      const [{ id: recordId }] = (await archive(3)) as [Json];
      await take(changed(5, ProposalStatus.WITHDRAWN, [2, 3]));
      await take(changed(2, ProposalStatus.FILED, [1, 2]));
      expect((await Promise.all([0, 1, 2, 3].map((index) => archive(index)))).flat()).toEqual([]);
      const one = await world.ask(null, 'query ($id: ID!) { dutyRecord(id: $id) { id } }', { id: recordId });
      expect(one).toEqual({ dutyRecord: null });
    });
  });

  it('takes verified findings of each confirmed finder, and their checks, and leads there whoever may go', async () => {
    const task = await world.offer({});
    const as = (index: number, name: string, input: object): Promise<Json> =>
      world.command(world.people[index]!, name, { ...input });
    await as(0, 'claimDutyTask', { id: task.id, expectedVersion: 1 });
    const findings = [{ title: '消防通道被占', coFinderIds: [deputy(1), deputy(2)] }];
    const done = { id: task.id, expectedVersion: 2, conclusion: 'PROBLEM_FOUND', findings };
    const [found] = (await as(0, 'completeDutyTask', done)).findings;
    const confirmed = await as(1, 'confirmFinding', { id: found.id, expectedVersion: found.version });
    const verified = await world.command(world.office, 'verifyFinding', {
      id: found.id,
      expectedVersion: confirmed.version,
      responsibleUnitId: world.unitId,
    });
    const { rectification } = verified;
    await as(0, 'followUpRectification', { id: rectification.id, expectedVersion: rectification.version });
    const told = async (type: string, contract: { create: (input: EventInput<Json>) => NewEvent }): Promise<void> => {
      for (const { aggregate_id, aggregate_version, payload } of await world.outbox(type)) {
        await take(
          contract.create({
            aggregateType: type.split('.')[0]!,
            aggregateId: aggregate_id,
            aggregateVersion: aggregate_version,
            payload,
            topics: [],
            occurredAt: world.clock.now(),
          }),
        );
      }
    };
    await told('finding.changed', findingChanged);
    await told('rectification.changed', rectificationChanged);
    const kinds = async (index: number): Promise<string[]> => (await archive(index)).map(({ kind }) => kind).sort();
    expect(await Promise.all([0, 1, 2].map(kinds))).toEqual([['FINDING', 'FOLLOW_UP'], ['FINDING'], []]);
    expect(await archive(0)).toMatchObject([
      { finding: null, rectification: null },
      { finding: null, rectification: null },
    ]);
    const own = await archive(0, world.people[0]);
    expect(own.map(({ finding, rectification: of }) => finding ?? of)).toEqual(
      expect.arrayContaining([{ id: found.id }, { id: rectification.id }]),
    );
    expect(
      await world.command(world.people[0]!, 'addDutyRecord', {
        kind: 'FINDING',
        heldOn: '2026-03-01',
        title: 'x',
        evidence: 'x',
      }),
    ).toMatchObject({ code: 'DUTY_RECORD_DERIVED' });
  });

  it('takes an answered suggestion on its first day, whoever else had it, until it is taken back', async () => {
    const suggestionId = randomUUID();
    const moved = (version: number, toStatus: SuggestionStatus, index: number | null, day: string): NewEvent =>
      suggestionTransitioned.create({
        aggregateType: 'suggestion',
        aggregateId: suggestionId,
        aggregateVersion: version,
        topics: [],
        occurredAt: new Date(`${day}T01:00:00Z`),
        payload: {
          suggestionId,
          number: 'JH-1',
          action: SuggestionAction.REPLY,
          fromStatus: null,
          toStatus,
          stationId: 's',
          regionCode: '330702000000',
          leadUnitId: null,
          assistUnitIds: [],
          representativeId: index === null ? null : deputy(index),
          actorRole: ActorRole.REPRESENTATIVE,
          actorName: '代表',
        },
      });
    await take(moved(9, SuggestionStatus.CLOSED, 1, '2026-02-20'));
    await take(moved(5, SuggestionStatus.REPLIED, 0, '2026-02-01'));
    await take(moved(6, SuggestionStatus.REWORK, 0, '2026-02-03'));
    await take(moved(8, SuggestionStatus.REPLIED, 1, '2026-02-10'));
    const deed = { kind: 'SUGGESTION', part: null, suggestion: { id: suggestionId } };
    expect(await archive(0)).toMatchObject([{ ...deed, heldOn: '2026-02-01' }]);
    expect(await archive(1)).toMatchObject([{ ...deed, heldOn: '2026-02-10' }]);
    await take(moved(10, SuggestionStatus.MERGED, null, '2026-02-21'));
    await take(moved(4, SuggestionStatus.REPLIED, 2, '2026-01-30'));
    expect((await Promise.all([0, 1, 2].map((index) => archive(index)))).flat()).toEqual([]);
  });
});
