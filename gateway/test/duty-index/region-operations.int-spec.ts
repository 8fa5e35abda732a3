import { randomUUID } from 'node:crypto';
import { encodeCursor } from '@lianxin/events';
import { Role } from '@lianxin/subgraph-kit';
import { Kind, parse } from 'graphql';
import { gatewaySchemas } from '../../src/gateway-schemas.js';
import { type Json, type SchemeCalls, schemeCalls } from '../duty-schemes/scheme-calls.js';
import { createWorld, type World } from '../gateway-world.js';
import { type Subscriber, subscriberOf } from '../subscriber.js';
import { type Deeds, deedsIn } from './duty-world.js';

/*
 * Every operation of the duty index, tried by somebody of another region and then by whom it is for. An operation that is
 * added and stands in no row fails the first test.
 */

const city = '330700000000';
const otherPath = ['331000000000', '331002000000'];
const march = { kind: 'MONTH', start: '2026-03-01' };
const place = { cohortId: 'party', period: march };
const party = {
  policyId: 'party',
  name: '党员代表',
  effectiveFrom: '2026-01-01',
  cohort: { isPartyMember: true },
  weights: [{ kind: 'CLAIM', weightBp: 10_000 }],
};

let world: World;
let deeds: Deeds;
let calls: SchemeCalls;
let people: Subscriber;
const made: { period?: Json; objection?: Json } = {};

beforeAll(async () => {
  world = await createWorld();
  deeds = deedsIn(world);
  people = subscriberOf(world);
  await world.account('here', [{ role: Role.OFFICE_CLERK, regionCode: city }]);
  await world.account('there', [{ role: Role.OFFICE_CLERK, regionCode: '331000000000' }]);
  for (const id of ['D1', 'E1']) await world.account(id, [{ role: Role.REPRESENTATIVE, representativeId: id }]);
  calls = schemeCalls(world, ['here', 'there', 'D1', 'E1'], {
    saveIndexPolicy: 'IndexPolicyPayload { policy { id version document } }',
    setIndexRanking: 'IndexRankingPayload { ranking { enabled } }',
    publishIndexPeriod: 'IndexPeriodPayload { period { id version } }',
    closeIndexPeriod: 'IndexPeriodPayload { period { id version } }',
    raiseIndexObjection: 'IndexObjectionPayload { objection { id version } }',
    answerIndexObjection: 'IndexObjectionPayload { objection { id version } }',
  });
  await calls.at('2026-04-02T10:00:00+08:00');
  deeds.deputy('D1');
  deeds.deputy('E1', { regionPath: otherPath });
  for (const id of ['D1', 'E1']) deeds.offer(`${id}-o1`, id);
  await deeds.count();
});
afterAll(async () => {
  await people[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

/** How an operation was answered. */
type Outcome = 'DONE' | 'EMPTY' | 'NULL' | 'NOT_FOUND' | 'FORBIDDEN' | 'ROLE_NOT_PERMITTED';

function outcomeOf({ data, errors }: Json): string {
  if (errors) return String(errors[0].extensions.code);
  const [answer] = Object.values<Json>(data);
  const value = Array.isArray(answer) ? Object.values<Json>(answer[0])[0] : answer;
  if (value === null) return 'NULL';
  return value.code ?? (value.totalCount === 0 ? 'EMPTY' : 'DONE');
}

interface Trial {
  /** Of another region, and how they are answered. */
  readonly wrong: readonly [who: string, outcome: Outcome];
  readonly right: string;
  readonly run: (who: string) => Promise<Json>;
  /** What the right one leaves behind for rows further down. */
  readonly then?: (answer: Json) => Promise<void> | void;
}

const mutation = (name: string, input: () => object, refusal: Outcome = 'ROLE_NOT_PERMITTED'): Trial => ({
  wrong: ['there', refusal],
  right: 'here',
  run: (who) => calls.run(who, name, input()),
});
const query = (text: string, outcome: Outcome, variables: () => object = () => ({ period: march })): Trial => ({
  wrong: ['there', outcome],
  right: 'here',
  run: (who) => calls.tell(who, text, variables()),
});
const stream = (text: string): Trial => ({
  wrong: ['there', 'FORBIDDEN'],
  right: 'here',
  run: async (who) => (await people.subscribe(who, text, { after: encodeCursor(0) }))(),
});
const later = async (): Promise<void> => {
  await deeds.count();
  await world.relay.drain();
};

/** In this order, since one step needs the last. */
const trials: Readonly<Record<string, Trial>> = {
  'Mutation.saveIndexPolicy': {
    ...mutation('saveIndexPolicy', () => ({ expectedVersion: 0, policy: { ...party, cohort: { regionCode: city } } })),
    then: later,
  },
  'Query.dutyIndexPolicies': query('{ dutyIndexPolicies { totalCount } }', 'EMPTY', () => ({})),
  'Mutation.setIndexRanking': mutation('setIndexRanking', () => ({
    cohortId: 'party',
    enabled: true,
    documentNo: '金人大〔2026〕5号',
    expectedVersion: 0,
  })),
  'Query.dutyIndexBoard': query(
    'query ($period: PeriodInput!) { dutyIndexBoard(cohortId: "party", period: $period) { totalCount } }',
    'EMPTY',
  ),
  'Mutation.publishIndexPeriod': {
    ...mutation('publishIndexPeriod', () => place),
    then: ({ data }) => void (made.period = data.publishIndexPeriod.period),
  },
  'Query.indexPeriods': query('{ indexPeriods(cohortId: "party") { totalCount } }', 'EMPTY', () => ({})),
  'Mutation.raiseIndexObjection': {
    wrong: ['E1', 'NOT_FOUND'],
    right: 'D1',
    run: (who) => calls.run(who, 'raiseIndexObjection', { periodId: made.period.id, text: '已完成' }),
    then: ({ data }) => void (made.objection = data.raiseIndexObjection.objection),
  },
  'Query.indexObjections': query(
    'query ($id: ID!) { indexObjections(periodId: $id) { totalCount } }',
    'NOT_FOUND',
    () => ({ id: made.period.id }),
  ),
  'Mutation.answerIndexObjection': mutation(
    'answerIndexObjection',
    () => ({ objectionId: made.objection.id, expectedVersion: 1, upheld: true, answer: '采纳' }),
    'NOT_FOUND',
  ),
  'Mutation.closeIndexPeriod': {
    ...mutation('closeIndexPeriod', () => ({ ...place, expectedVersion: 1 })),
    run: async (who) => {
      await calls.at('2026-04-11T00:00:00+08:00');
      return calls.run(who, 'closeIndexPeriod', { ...place, expectedVersion: 1 });
    },
  },
  'Representative.dutyIndex': query(
    `query ($period: PeriodInput!) { deputies(ids: ["D1"]) { dutyIndex(period: $period) { score period { hash }
      corrections { totalCount } indicators { counted { totalCount } } cohort { medianScore } } } }`,
    'NULL',
  ),
  // Duty facts are public (代表法2025 art. 58).
  'Representative.dutyFacts': query('{ deputies(ids: ["D1"]) { dutyFacts { tasksClaimed } } }', 'DONE', () => ({})),
  'DutyIndexChange.dutyIndex': stream(
    'subscription ($after: String) { dutyIndexChanged(representativeId: "D1", after: $after) { dutyIndex { score } } }',
  ),
  'Subscription.dutyIndexChanged': stream(
    'subscription ($after: String) { dutyIndexChanged(representativeId: "D1", after: $after) { cursor } }',
  ),
  'Subscription.dutyBoardsChanged': {
    wrong: ['there', 'EMPTY'],
    right: 'here',
    async run(who) {
      const text = 'subscription ($after: String) { dutyBoardsChanged(after: $after) { representativeIds } }';
      const { representativeIds } = (await stream(text).run(who)).data.dutyBoardsChanged;
      return { data: { named: { totalCount: representativeIds.includes('D1') ? 1 : 0 } } };
    },
  },
};

/** Fields by which a client reaches something of the index: roots, and entities that other members of the graph lead to. */
function operations(): string[] {
  const { 'duty-index': index, live } = gatewaySchemas();
  const reached = parse(index.sdl).definitions.flatMap((type) => {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    const key = type.directives?.find(({ name }) => name.value === 'key');
    const isReached = key && !key.arguments?.some(({ name }) => name.value === 'resolvable');
    if (!isReached && !['Query', 'Mutation'].includes(type.name.value)) return [];
    const keys = ['id', 'representativeId'];
    const fields = (type.fields ?? []).map(({ name }) => name.value).filter((name) => !key || !keys.includes(name));
    return fields.map((field) => `${type.name.value}.${field}`);
  });
  const streams = Object.keys(live.schema.getSubscriptionType()?.getFields() ?? {});
  // Lights are another module's, with a spec of their own.
  const followed = streams.filter((name) => name.startsWith('duty') && name !== 'dutyWarningChanged');
  return [...reached, ...followed.map((name) => `Subscription.${name}`)];
}

describe('an operation of the duty index', () => {
  it('stands in the table', () => {
    expect(Object.keys(trials).sort()).toEqual(operations().sort());
  });

  it.each(Object.entries(trials))('is limited to the region: %s', async (_, { wrong: [who, outcome], ...trial }) => {
    expect(outcomeOf(await trial.run(who))).toBe(outcome);
    const answer = await trial.run(trial.right);
    expect(outcomeOf(answer)).toBe('DONE');
    await trial.then?.(answer);
  });

  it('answers who may not see it as if there were nothing', async () => {
    const missing = { objectionId: randomUUID(), expectedVersion: 1, upheld: true, answer: '采纳' };
    const unknown = await calls.run('there', 'answerIndexObjection', missing);
    const hidden = await calls.run('there', 'answerIndexObjection', { ...missing, objectionId: made.objection.id });
    expect(hidden.errors[0].message).toBe(unknown.errors[0].message);
    const board = (cohortId: string): Promise<Json> =>
      calls.ask(
        'there',
        `query ($id: ID!, $period: PeriodInput!) { dutyIndexBoard(cohortId: $id, period: $period) {
          totalCount medianScore ranking { enabled } edges { cursor } } }`,
        { id: cohortId, period: march },
      );
    expect(await board('party')).toEqual(await board('nothing'));
  });
});
