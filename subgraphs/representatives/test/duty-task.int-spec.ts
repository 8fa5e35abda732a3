import { randomUUID } from 'node:crypto';
import { Role } from '@lianxin/subgraph-kit';
import { keepDutyHouse } from '../src/index.js';
import { type DutyWorld, dutyWorld, person } from './duty-world.js';
import type { Json } from './representatives-harness.js';

describe('duty tasks', () => {
  let world: DutyWorld;
  beforeEach(async () => {
    world = await dutyWorld(50);
  });
  afterEach(() => world[Symbol.asyncDispose]());

  const claim = (index: number, task: Json, expectedVersion = 1): Promise<Json> =>
    world.command(world.people[index]!, 'claimDutyTask', { id: task.id, expectedVersion });
  const offersOf = async (task: Json): Promise<Json[]> => {
    const source =
      '($id: ID!) { dutyTask(id: $id) { status offers(first: 100) { edges { node { id version status excuse droppedAt representative { id } } } } } }';
    const { dutyTask } = await world.ask(world.office, `query ${source}`, { id: task.id });
    return dutyTask.offers.edges.map((edge: Json) => edge.node);
  };

  it('go from the office to the deputy and are done, each step told by an event', async () => {
    const representativeIds = [world.deputies[0]!.id];
    let task = await world.offer({ representativeIds });
    expect(task).toMatchObject({ status: 'OFFERED', version: 1 });
    task = await claim(0, task);
    expect(task).toMatchObject({ status: 'CLAIMED', version: 2 });
    const complete = (input: object): Promise<Json> =>
      world.command(world.people[0]!, 'completeDutyTask', { id: task.id, expectedVersion: 2, ...input });
    expect(await complete({})).toMatchObject({ code: 'CONCLUSION_REQUIRED' });
    expect(await complete({ conclusion: 'PROBLEM_FOUND' })).toMatchObject({ code: 'FINDINGS_REQUIRED' });
    const clean = { conclusion: 'CLEAN', findings: [{ title: 'x' }] };
    expect(await complete(clean)).toMatchObject({ code: 'CLEAN_WITH_FINDINGS' });
    task = await complete({ conclusion: 'PROBLEM_FOUND', findings: [{ title: '消防通道堵塞' }] });
    expect(task).toMatchObject({ status: 'COMPLETED', version: 3, findings: [{ status: 'REPORTED' }] });
    const told = await world.outbox('duty_offer.changed');
    expect(told.map(({ aggregate_version, payload }) => [aggregate_version, payload.status])).toEqual([
      [1, 'OFFERED'],
      [2, 'CLAIMED'],
      [3, 'COMPLETED'],
    ]);
    expect(told[2]?.payload).toMatchObject({ conclusion: 'PROBLEM_FOUND', object: { type: 'Market', id: 'm1' } });
    const source = `query ($id: ID!) { dutyTask(id: $id) { status availableActions { allowed }
      timeline(first: 10) { totalCount edges { node { action toStatus actor { role } } } } } }`;
    const seen = (await world.ask(world.people[0]!, source, { id: task.id })).dutyTask;
    expect(seen.timeline.totalCount).toBe(3);
    expect(seen.timeline.edges.map((edge: Json) => edge.node.action)).toEqual(['OFFER', 'CLAIM', 'COMPLETE']);
    expect(await world.ask(world.people[1]!, source, { id: task.id })).toEqual({ dutyTask: null });
    expect(await world.ask(null, source, { id: task.id })).toEqual({ dutyTask: null });
  });

  it('give the last place to exactly one of fifty', async () => {
    const task = await world.offer({ quota: 1 });
    const answers = await Promise.all(world.people.map((_, index) => claim(index, task)));
    expect(answers.filter(({ status }) => status === 'CLAIMED')).toHaveLength(1);
    const refused = answers.filter(({ code }) => code !== undefined).map(({ code }) => code);
    expect(refused).toHaveLength(49);
    expect(new Set(refused)).toEqual(new Set(['QUOTA_FILLED']));
    const offers = await offersOf(task);
    expect(offers.filter(({ status }) => status === 'CLAIMED')).toHaveLength(1);
    expect(offers.filter(({ excuse }) => excuse === 'FILLED_BY_OTHERS')).toHaveLength(49);
    // Each offer was told of twice, once when it was made and once when it ended or was claimed.
    expect(await world.outbox('duty_offer.changed')).toHaveLength(100);
  });

  it('are open to the region for whoever comes first, once for each deputy', async () => {
    const task = await world.offer({ openToRegion: true, quota: 3, kind: 'MICRO_WISH' });
    const list = '{ claimableTasks(first: 10) { totalCount edges { node { id status version } } } }';
    expect((await world.ask(world.people[0]!, list)).claimableTasks.edges).toMatchObject([
      { node: { id: task.id, status: 'OFFERED', version: 0 } },
    ]);
    const twice = await Promise.all([claim(0, task, 0), claim(0, task, 0)]);
    expect(twice.map((answer) => answer.status ?? answer.code).sort()).toEqual(['CLAIMED', 'VERSION_CONFLICT']);
    expect((await world.ask(world.people[0]!, list)).claimableTasks.totalCount).toBe(0);
    const answers = await Promise.all(world.people.slice(1).map((_, index) => claim(index + 1, task, 0)));
    expect(answers.filter(({ status }) => status === 'CLAIMED')).toHaveLength(2);
    expect(await offersOf(task)).toHaveLength(3);
  });

  it('have one effect for one key, and refuse a stale version', async () => {
    const idempotencyKey = randomUUID();
    const offered = await Promise.all(Array.from({ length: 10 }, () => world.offer({ idempotencyKey })));
    expect(new Set(offered.map(({ id }) => id)).size).toBe(1);
    const task = offered[0];
    const key = randomUUID();
    const input = { idempotencyKey: key, id: task.id, expectedVersion: 1 };
    const claims = await Promise.all(
      Array.from({ length: 10 }, () => world.command(world.people[0]!, 'claimDutyTask', input)),
    );
    expect(new Set(claims.map((answer) => `${answer.status} ${answer.version}`))).toEqual(new Set(['CLAIMED 2']));
    expect(await claim(0, task, 1)).toMatchObject({ code: 'VERSION_CONFLICT' });
    await expect(
      world.command(world.people[0]!, 'claimDutyTask', { ...input, expectedVersion: 2 }),
    ).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('cannot be claimed out of time and expire at their deadlines', async () => {
    const task = await world.offer();
    expect(await claim(0, task)).toMatchObject({ status: 'CLAIMED' });
    world.clock.set('2026-03-10T00:00:00Z');
    expect(await claim(1, task)).toMatchObject({ code: 'CLAIM_DEADLINE_PASSED' });
    world.clock.set('2026-03-21T00:00:00Z');
    const late = { id: task.id, expectedVersion: 2, conclusion: 'CLEAN' };
    expect(await world.command(world.people[0]!, 'completeDutyTask', late)).toMatchObject({ code: 'TASK_DUE_PASSED' });
    await Promise.all([keepDutyHouse(world.subgraph.duty), keepDutyHouse(world.subgraph.duty)]);
    const offers = await offersOf(task);
    expect(offers.every(({ status }) => status === 'EXPIRED')).toBe(true);
    expect(offers.filter(({ droppedAt }) => droppedAt === '2026-03-20T00:00:00.000Z')).toHaveLength(1);
    expect(await world.outbox('duty_offer.changed')).toHaveLength(50 + 1 + 50);
  });

  it('lapse with the mandate of their deputy, and are not held against them', async () => {
    const [first, second] = world.deputies;
    const task = await world.offer({ representativeIds: [first!.id, second!.id] });
    await claim(0, task);
    await world.subgraph.useCases.endMandate({ representativeId: first!.id, termNo: 8, to: '2026-03-05' });
    await Promise.all([keepDutyHouse(world.subgraph.duty), keepDutyHouse(world.subgraph.duty)]);
    const offers = await offersOf(task);
    const of = (id: string): Json => offers.find(({ representative }) => representative.id === id);
    expect(of(first!.id)).toMatchObject({ status: 'CANCELLED', excuse: 'MANDATE_INACTIVE', version: 3 });
    expect(of(second!.id)).toMatchObject({ status: 'OFFERED', excuse: null });
    expect((await world.outbox('duty_offer.changed')).at(-1)?.payload).toMatchObject({ excuse: 'MANDATE_INACTIVE' });
  });

  it('free a place when it is given back, and count as dropped until the office agrees', async () => {
    const [first, second] = world.deputies;
    const task = await world.offer({ quota: 2, representativeIds: [first!.id, second!.id] });
    await claim(0, task);
    const release = { id: task.id, expectedVersion: 2, reason: '' };
    expect(await world.command(world.people[0]!, 'releaseDutyTask', release)).toMatchObject({
      code: 'REASON_REQUIRED',
    });
    expect(await world.command(world.people[0]!, 'releaseDutyTask', { ...release, reason: '住院' })).toMatchObject({
      status: 'RELEASED',
    });
    const dropped = (await offersOf(task)).find(({ status }) => status === 'RELEASED');
    const approve = (version: number): Promise<Json> =>
      world.command(world.office, 'approveDutyDrop', { id: dropped.id, expectedVersion: version });
    expect(await approve(3)).toMatchObject({ status: 'RELEASED', dropApproved: true, version: 4 });
    expect(await approve(4)).toMatchObject({ code: 'NOTHING_TO_APPROVE' });
    const excuse = { id: dropped.id, expectedVersion: 4, reason: '已批假' };
    expect(
      await world.command(world.office, 'excuseDutyOffer', { ...excuse, excuse: 'FILLED_BY_OTHERS' }),
    ).toMatchObject({
      code: 'EXCUSE_NOT_GRANTABLE',
    });
    expect(await world.command(world.office, 'excuseDutyOffer', { ...excuse, excuse: 'ON_LEAVE' })).toMatchObject({
      status: 'CANCELLED',
      excuse: 'ON_LEAVE',
    });
  });

  it('are offered by rule, excused for short notice, cancelled as a whole', async () => {
    expect(await world.offer({ cohort: { termNo: 9 } })).toMatchObject({ code: 'COHORT_EMPTY' });
    expect(await world.offer({ cohort: {}, openToRegion: true })).toMatchObject({ code: 'OFFER_ONE_WAY' });
    expect(await world.offer({ claimBy: '2026-03-01T00:00:00Z' })).toMatchObject({ code: 'TASK_TIMES_WRONG' });
    expect(await world.offer({ representativeIds: [randomUUID()] })).toMatchObject({
      code: 'REPRESENTATIVE_NOT_ACTIVE',
    });
    const task = await world.offer({
      cohort: { isPartyMember: true, regionCode: '330702', termNo: 8 },
      claimBy: '2026-03-05T12:00:00Z',
    });
    const offers = await offersOf(task);
    expect(offers).toHaveLength(9);
    expect(offers.every(({ excuse }) => excuse === 'NOTICE_TOO_SHORT')).toBe(true);
    const elsewhere = person(Role.OFFICE_CLERK, { regionCode: '330800000000' });
    const cancel = { id: task.id, expectedVersion: 1, reason: '改期' };
    await expect(world.command(elsewhere, 'cancelDutyTask', cancel)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(
      await world.command(world.people[0]!, 'offerDutyTask', {
        kind: 'MEETING',
        title: 'x',
        claimBy: '2026-03-06T00:00:00Z',
        dueAt: '2026-03-07T00:00:00Z',
        openToRegion: true,
      }),
    ).toMatchObject({ code: 'ROLE_NOT_PERMITTED' });
    expect(await world.command(world.office, 'cancelDutyTask', cancel)).toMatchObject({ status: 'CANCELLED' });
    expect((await offersOf(task)).every(({ status, excuse }) => status === 'CANCELLED' && excuse === 'CANCELLED')).toBe(
      true,
    );
  });

  it('are listed to the deputy by their own offers and to nobody else', async () => {
    await world.offer();
    const source = `query ($id: ID!, $status: [DutyTaskStatus!]) { representative(id: $id) {
      dutyTasks(filter: { status: $status }, first: 20) { totalCount edges { node { title status version } } } }
    }`;
    const id = world.deputies[0]!.id;
    const list = (who: (typeof world.people)[number], status: string[]): Promise<Json> =>
      world.ask(who, source, { id, status });
    expect((await list(world.people[0]!, ['OFFERED', 'CLAIMED'])).representative.dutyTasks).toMatchObject({
      totalCount: 1,
    });
    expect((await list(world.people[0]!, ['EXPIRED'])).representative.dutyTasks).toMatchObject({
      totalCount: 0,
      edges: [],
    });
    expect((await list(world.office, ['OFFERED'])).representative.dutyTasks).toMatchObject({ totalCount: 1 });
    await expect(list(world.people[1]!, ['OFFERED'])).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
