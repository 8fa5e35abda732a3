import { keepDutyHouse } from '../src/index.js';
import { type DutyWorld, dutyWorld } from './duty-world.js';
import type { Json } from './representatives-harness.js';

describe('findings and rectifications', () => {
  let world: DutyWorld;
  beforeAll(async () => {
    world = await dutyWorld(4);
  });
  afterAll(() => world[Symbol.asyncDispose]());
  beforeEach(() => world.clock.set('2026-03-05T09:00:00+08:00'));

  const step = (who: Parameters<DutyWorld['command']>[0], name: string, it: Json, input: object = {}): Promise<Json> =>
    world.command(who, name, { id: it.id, expectedVersion: it.version, ...input });
  const report = (): Promise<Json> =>
    world.command(world.people[0]!, 'reportFinding', { title: '路面塌陷', coFinderIds: [world.deputies[1]!.id] });
  const opened = async (): Promise<Json> => {
    const verified = await step(world.office, 'verifyFinding', await report(), {
      responsibleUnitId: world.unitId,
      workingDays: 5,
    });
    return verified.rectification;
  };

  it('are reported, confirmed by a co-finder, verified, and put right', async () => {
    let finding = await report();
    expect(finding).toMatchObject({ status: 'REPORTED', version: 1 });
    await expect(step(world.people[2]!, 'confirmFinding', finding)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    finding = await step(world.people[1]!, 'confirmFinding', finding);
    expect(await step(world.people[0]!, 'verifyFinding', finding)).toMatchObject({ code: 'ROLE_NOT_PERMITTED' });
    finding = await step(world.office, 'verifyFinding', finding, { responsibleUnitId: world.unitId, workingDays: 5 });
    // Five working days after Thursday the 5th.
    expect(finding).toMatchObject({ status: 'VERIFIED', rectification: { status: 'OPEN', dueOn: '2026-03-12' } });
    const told = (await world.outbox('finding.changed')).at(-1);
    expect(told?.payload.finderIds).toEqual([world.deputies[0]!.id, world.deputies[1]!.id]);
    const it = finding.rectification;
    expect(await step(world.unit, 'acceptRectification', it)).toMatchObject({ code: 'ACCEPTANCE_BY_OWN_UNIT' });
    const ofTheUnit = { ...world.people[0]!, unitId: world.unitId };
    expect(await step(ofTheUnit, 'acceptRectification', it)).toMatchObject({ code: 'ACCEPTANCE_BY_OWN_UNIT' });
    const followed = await step(world.people[1]!, 'followUpRectification', it, { note: '已动工' });
    const accepted = await step(world.office, 'acceptRectification', followed);
    expect(accepted).toMatchObject({ status: 'ACCEPTED', version: 3, acceptedAt: '2026-03-05T01:00:00.000Z' });
    expect((await world.outbox('rectification.changed')).at(-1)?.payload).toMatchObject({
      status: 'ACCEPTED',
      followUps: [{ representativeId: world.deputies[1]!.id, inTime: true }],
    });
  });

  it('count for the inspection in which they were reported before it is completed', async () => {
    const [deputy, another] = world.people;
    const task = await world.offer();
    for (const who of [deputy!, another!]) await step(who, 'claimDutyTask', { ...task, version: 1 });
    await world.command(deputy!, 'reportFinding', { title: '护栏缺失', taskId: task.id });
    const done = { id: task.id, version: 2 };
    const found = { conclusion: 'PROBLEM_FOUND' };
    expect(await step(another!, 'completeDutyTask', done, found)).toMatchObject({ code: 'FINDINGS_REQUIRED' });
    expect(await step(deputy!, 'completeDutyTask', done, { conclusion: 'CLEAN' })).toMatchObject({
      code: 'CLEAN_WITH_FINDINGS',
    });
    expect(await step(deputy!, 'completeDutyTask', done, found)).toMatchObject({ status: 'COMPLETED' });
  });

  it('show their histories with as many statements for four as for one', async () => {
    for (let made = 0; made < 4; made += 1) await report();
    const source = `query ($first: Int!) { findings(first: $first) { edges { node {
      timeline(first: 5) { totalCount edges { node { action } } } } } } }`;
    const cost = (first: number): Promise<number> =>
      world.counting(async () => {
        const { findings } = await world.ask(world.office, source, { first });
        expect(findings.edges).toHaveLength(first);
      });
    expect(await cost(4)).toBe(await cost(1));
  });

  it('are rejected with a reason, or merged into one that speaks for both', async () => {
    const [first, second] = [await report(), await report()];
    expect(await step(world.office, 'rejectFinding', first, { reason: '' })).toMatchObject({ code: 'REASON_REQUIRED' });
    expect(await step(world.office, 'mergeFinding', first, { intoId: first.id })).toMatchObject({
      code: 'FINDING_MERGE_INVALID',
    });
    expect(await step(world.office, 'mergeFinding', first, { intoId: second.id })).toMatchObject({ status: 'MERGED' });
    expect(await step(world.office, 'mergeFinding', second, { intoId: first.id })).toMatchObject({
      code: 'FINDING_MERGE_INVALID',
    });
    expect(await step(world.office, 'rejectFinding', second, { reason: '不属实' })).toMatchObject({
      status: 'REJECTED',
    });
    expect(await step(world.office, 'verifyFinding', { ...second, version: 2 })).toMatchObject({
      code: 'NOT_IN_STATE',
    });
  });

  it('are extended, suspended and resumed by working days, and overdue by the day', async () => {
    let it = await opened();
    expect(it).toMatchObject({ dueOn: '2026-03-12' });
    expect(await step(world.office, 'decideRectificationExtension', it, { grant: true })).toMatchObject({
      code: 'NO_EXTENSION_ASKED',
    });
    const ask = { dueOn: '2026-03-12', reason: '材料未到' };
    expect(await step(world.unit, 'requestRectificationExtension', it, ask)).toMatchObject({
      code: 'EXTENSION_NOT_LATER',
    });
    it = await step(world.unit, 'requestRectificationExtension', it, { ...ask, dueOn: '2026-03-17' });
    expect(it).toMatchObject({ dueOn: '2026-03-12', askedDueOn: '2026-03-17' });
    it = await step(world.office, 'decideRectificationExtension', it, { grant: true });
    expect(it).toMatchObject({ dueOn: '2026-03-17', askedDueOn: null });
    it = await step(world.office, 'suspendRectification', it, { reason: '汛期' });
    world.clock.set('2026-03-09T09:00:00+08:00');
    it = await step(world.office, 'resumeRectification', it);
    // From Thursday to Monday: two working days of pause.
    expect(it).toMatchObject({ status: 'OPEN', dueOn: '2026-03-19' });
    world.clock.set('2026-03-19T23:59:00+08:00');
    await keepDutyHouse(world.subgraph.duty);
    expect(await step(world.office, 'acceptRectification', { ...it, version: 1 })).toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    world.clock.set('2026-03-20T00:00:00+08:00');
    await keepDutyHouse(world.subgraph.duty);
    it = { ...it, version: it.version + 1 };
    const late = await step(world.people[0]!, 'acceptRectification', it);
    expect(late).toMatchObject({ status: 'ACCEPTED', dueOn: '2026-03-19' });
    const source = 'query ($id: ID!) { rectification(id: $id) { timeline(first: 20) { edges { node { action } } } } }';
    const { rectification } = await world.ask(world.unit, source, { id: it.id });
    expect(rectification.timeline.edges.map((edge: Json) => edge.node.action)).toEqual([
      'OPEN',
      'REQUEST_EXTENSION',
      'GRANT_EXTENSION',
      'SUSPEND',
      'RESUME',
      'PASS_DUE',
      'ACCEPT',
    ]);
  });
});
