import { randomUUID } from 'node:crypto';
import { DutyTaskStatus, RectificationStatus } from '@lianxin/events';
import { Role } from '@lianxin/subgraph-kit';
import { expectErrorCode, expectRefused } from '@lianxin/testing';
import { type Deeds, deedsIn } from '../duty-index/duty-world.js';
import { createWorld, type World } from '../gateway-world.js';
import { type Subscriber, subscriberOf } from '../subscriber.js';
import { type Json, type SchemeCalls, schemeCalls } from './scheme-calls.js';

let world: World;
let deeds: Deeds;
let calls: SchemeCalls;
let people: Subscriber;

const district = '330702000000';
const open = { status: RectificationStatus.OPEN, acceptedAt: null, dueOn: '2026-03-31' };

beforeAll(async () => {
  world = await createWorld();
  deeds = deedsIn(world);
  people = subscriberOf(world);
  await world.account('office', [{ role: Role.OFFICE_CLERK, regionCode: district }]);
  await world.account('elsewhere', [{ role: Role.OFFICE_CLERK, regionCode: '331000000000' }]);
  for (const id of ['D1', 'D2']) await world.account(id, [{ role: Role.REPRESENTATIVE, representativeId: id }]);
  calls = schemeCalls(world, ['office', 'elsewhere', 'D1', 'D2'], {
    saveDutyWarningRules: 'DutySchemePayload { scheme { id version } }',
    publishIndexPeriod: 'IndexPeriodPayload { period { id version } }',
    closeIndexPeriod: 'IndexPeriodPayload { period { id version } }',
  });
  await calls.at('2026-03-23T08:00:00+08:00');
  for (const id of ['D1', 'D2']) deeds.deputy(id);
  deeds.rectification('z1', 'D1', open);
  deeds.rectification('z2', 'D2', { ...open, dueOn: '2026-03-20' });
  deeds.offer('o1', 'D1', {
    status: DutyTaskStatus.OFFERED,
    claimedAt: null,
    completedAt: null,
    claimBy: '2026-03-27T08:00:00Z',
  });
  await deeds.count();
});
afterAll(async () => {
  await people[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

async function lights(who: string, filter: object = {}): Promise<unknown[]> {
  const { dutyWarnings } = await calls.ask(
    who,
    `query ($filter: DutyWarningFilter) { dutyWarnings(filter: $filter) { edges { node {
      ruleCode light subjectId representativeId } } } }`,
    { filter },
  );
  return dutyWarnings.edges.map(({ node }: Json) => [node.subjectId, node.ruleCode, node.light]);
}
const every = { lights: ['OFF', 'GREEN', 'YELLOW', 'RED'] };

const changes = `subscription ($deputy: ID, $region: ID, $after: String) {
  dutyWarningChanged(representativeId: $deputy, regionCode: $region, after: $after) {
    cursor ruleCode subjectId before light causeEventId causeEventType } }`;
const subscribe = (who: string, variables: object): Promise<() => Promise<Json>> =>
  people.subscribe(who, changes, variables);

describe('three-colour warnings', () => {
  it('light by working days before and after what is due', async () => {
    expect(await lights('D1', every)).toEqual([
      ['o1', 'CLAIM', 'GREEN'],
      ['z1', 'RECTIFY', 'GREEN'],
    ]);
    expect(await lights('D2')).toEqual([['z2', 'RECTIFY', 'RED']]);
  });

  it('change by time alone, and are told to whom they concern', async () => {
    await calls.at('2026-03-23T23:59:00+08:00');
    // What has been told before is in the log, and not what they are told now.
    await world.relay.drain();
    const next = await subscribe('D1', { deputy: 'D1' });
    const office = await subscribe('office', { region: district });
    const [first, atOffice] = [next(), office()];
    while (!/^lianxin_live_subscribers 2$/m.test(await (await fetch(`${world.url}/metrics`)).text()));
    // Five working days before Tuesday the 31st is Tuesday the 24th.
    world.clock.set('2026-03-24T00:00:00+08:00');
    await deeds.count();
    await world.relay.drain();
    const change = {
      ruleCode: 'RECTIFY',
      subjectId: 'z1',
      before: 'GREEN',
      light: 'YELLOW',
      causeEventId: null,
      causeEventType: null,
    };
    const told = (await first).data.dutyWarningChanged;
    expect(told).toMatchObject(change);
    expect((await atOffice).data.dutyWarningChanged).toMatchObject(change);
    expect(await lights('office')).toEqual([
      ['z2', 'RECTIFY', 'RED'],
      ['z1', 'RECTIFY', 'YELLOW'],
    ]);

    await calls.at('2026-03-26T00:00:00+08:00');
    await deeds.count();
    expect(await lights('D1')).toContainEqual(['o1', 'CLAIM', 'YELLOW']);
    await calls.at('2026-03-27T16:00:00+08:00');
    await deeds.count();
    await world.relay.drain();
    expect(await lights('D1')).toContainEqual(['o1', 'CLAIM', 'RED']);
    const resumed = await subscribe('D1', { deputy: 'D1', after: told.cursor });
    expect((await resumed()).data.dutyWarningChanged).toMatchObject({ subjectId: 'o1', light: 'YELLOW' });
  });

  it('change by event, and name rule, subject and events', async () => {
    deeds.rectification('z2', 'D2', { ...open, dueOn: '2026-05-29' });
    deeds.rectification('z1', 'D1', { acceptedAt: '2026-03-27T00:00:00Z' });
    await deeds.count();
    expect(await lights('D2', every)).toEqual([['z2', 'RECTIFY', 'GREEN']]);
    expect(await lights('D1')).toEqual([['o1', 'CLAIM', 'RED']]);
    const { dutyWarnings } = await calls.ask(
      'D1',
      `query { dutyWarnings(filter: { lights: [OFF], ruleCode: "RECTIFY" }) { totalCount edges { node {
        ruleName ruleVersion subjectType eventId eventType
        changes { totalCount edges { node { before light eventId eventType } } } } } } }`,
    );
    const [{ node }] = dutyWarnings.edges;
    const event = { eventId: expect.any(String), eventType: 'rectification.changed' };
    expect(node).toMatchObject({ ruleName: '整改待销号', ruleVersion: 0, subjectType: 'RECTIFICATION', ...event });
    expect(node.changes).toEqual({
      totalCount: 3,
      edges: [
        { node: { before: 'OFF', light: 'GREEN', ...event } },
        { node: { before: 'GREEN', light: 'YELLOW', eventId: null, eventType: null } },
        { node: { before: 'YELLOW', light: 'OFF', ...event, eventId: node.eventId } },
      ],
    });
  });

  it('are seen by the deputy and the office of the region alone', async () => {
    expect(await lights('D2', { ...every, representativeId: 'D1' })).toEqual([]);
    expect(await lights('elsewhere', every)).toEqual([]);
    const refused = { errors: [{ extensions: { code: 'FORBIDDEN' } }] };
    const asked = [
      { who: 'D2', variables: { deputy: 'D1' } },
      { who: 'D1', variables: { region: district } },
      { who: 'elsewhere', variables: { region: district } },
    ];
    for (const { who, variables } of asked) {
      await expect((await subscribe(who, variables))()).resolves.toMatchObject(refused);
    }
    await expect((await subscribe('D1', {}))()).resolves.toMatchObject({
      errors: [{ extensions: { code: 'INVALID_INPUT' } }],
    });
  });

  it('watch a published period until it is frozen', async () => {
    await calls.at('2026-04-01T08:00:00+08:00');
    const period = { cohortId: 'default', period: { kind: 'MONTH', start: '2026-03-01' } };
    const { period: published } = await calls.done('office', 'publishIndexPeriod', period);
    await deeds.count();
    expect(await lights('office', { ...every, ruleCode: 'FREEZE' })).toEqual([[published.id, 'FREEZE', 'GREEN']]);
    expect(await lights('D1', { ...every, ruleCode: 'FREEZE' })).toEqual([]);
    await calls.at('2026-04-21T08:00:00+08:00');
    await deeds.count();
    expect(await lights('office', { ruleCode: 'FREEZE' })).toEqual([[published.id, 'FREEZE', 'RED']]);
    await calls.done('office', 'closeIndexPeriod', { ...period, expectedVersion: 1 });
    await deeds.count();
    expect(await lights('office', { ruleCode: 'FREEZE' })).toEqual([]);
  });

  it('follow rules that are saved in versions', async () => {
    const document = {
      schemeId: 'warnings',
      name: '三色预警',
      effectiveFrom: '2026-04-01',
      rules: [{ code: 'LATE', name: '整改', watches: 'RECTIFICATION_DUE', yellowDaysBefore: 60, redDaysAfter: 3 }],
    };
    const save = (input: object, who = 'office') => calls.run(who, 'saveDutyWarningRules', input, 'SaveSchemeInput');
    const twice = { ...document, rules: [...document.rules, ...document.rules] };
    expectRefused(await save({ expectedVersion: 0, document: twice }), 'SCHEME_INVALID');
    expectErrorCode(await save({ expectedVersion: 0, document }, 'D1'), 'FORBIDDEN');
    const keyed = { idempotencyKey: randomUUID(), expectedVersion: 0, document };
    const first = await calls.done('office', 'saveDutyWarningRules', keyed, 'SaveSchemeInput');
    expect(first.scheme.version).toBe(1);
    expect(await calls.done('office', 'saveDutyWarningRules', keyed, 'SaveSchemeInput')).toEqual(first);
    expectRefused(await save({ expectedVersion: 0, document }), 'VERSION_CONFLICT');
    await deeds.count();
    expect(await lights('office')).toEqual([['z2', 'LATE', 'YELLOW']]);
    const { dutyWarningRules } = await calls.ask(
      'D1',
      'query { dutyWarningRules { totalCount edges { node { version hash } } } }',
    );
    expect(dutyWarningRules).toMatchObject({ totalCount: 1, edges: [{ node: { version: 1 } }] });
  });
});
