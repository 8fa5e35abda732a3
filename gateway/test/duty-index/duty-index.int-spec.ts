import { Role } from '@lianxin/subgraph-kit';
import { expectOk } from '@lianxin/testing';
import { createWorld, type World } from '../gateway-world.js';
import { type Deeds, deedsIn, workedExample } from './duty-world.js';

/** Parsed JSON of whatever shape; the expectations check it. */
type Json = ReturnType<typeof JSON.parse>;

let world: World;
let deeds: Deeds;
let office: string;

const period = { kind: 'MONTH', start: '2026-03-01' };

beforeAll(async () => {
  world = await createWorld();
  deeds = deedsIn(world);
  await world.account('office', [{ role: Role.OFFICE_CLERK, regionCode: '330700000000' }]);
  await world.account('d1', [{ role: Role.REPRESENTATIVE, representativeId: 'D1' }]);
  await world.account('resident', [{ role: Role.CONSTITUENT }]);
  office = await world.tokenOf('office');
  for (const id of ['D1', 'D2', 'D3']) deeds.deputy(id);
  workedExample(deeds, 'D1');
  await deeds.count();
});
afterAll(() => world[Symbol.asyncDispose]());

const indexFields = `score applicableWeightBp asOfPosition policy { id version hash weights { kind weightBp } }
  rates { kind value numerator denominator sampleTooSmall eventualValue } cohort { size medianScore quartile }`;

async function indexOf(id: string, fields = indexFields, token = office, at: string | null = null): Promise<Json> {
  const query = `query ($id: ID!, $period: PeriodInput!, $at: DateTime) {
    deputies(ids: [$id]) { dutyIndex(period: $period, at: $at) { ${fields} } } }`;
  const answer = await world.post({ query, variables: { id, period, at } }, { authorization: `Bearer ${token}` });
  return expectOk<Json>(answer).deputies[0].dutyIndex;
}

describe('the index of a deputy', () => {
  it('is the worked example of the rulebook to the digit', async () => {
    expect(await indexOf('D1')).toMatchObject({
      score: 80.75,
      applicableWeightBp: 10_000,
      rates: [
        { kind: 'CLAIM', value: 0.875, numerator: 7, denominator: 8, sampleTooSmall: false, eventualValue: null },
        { kind: 'DISCOVERY', value: 0.75, numerator: 3, denominator: 4, sampleTooSmall: false },
        { kind: 'RECTIFICATION', value: 0.8, numerator: 4, denominator: 5, eventualValue: 1 },
      ],
      cohort: { size: 3, medianScore: 80.75, quartile: 1 },
    });
    expect(await indexOf('D2')).toMatchObject({ score: null, applicableWeightBp: 0, cohort: { quartile: null } });
  });

  it('opens to the events behind every number, a page at a time', async () => {
    const lists = `indicators { kind
      counted(first: 5) { totalCount pageInfo { hasNextPage endCursor }
        edges { node { eventId eventType day inNumerator reason subject { __typename id } evidence { id } } } }
      excluded(first: 10) { totalCount edges { node { eventId reason subject { id } } } } }`;
    const { indicators } = await indexOf('D1', lists);
    const [claim, discovery, rectification] = indicators;
    expect(indicators.map((each: Json) => [each.counted.totalCount, each.excluded.totalCount])).toEqual([
      [8, 2],
      [4, 6],
      [5, 0],
    ]);
    expect(claim.excluded.edges.map(({ node }: Json) => node.reason).sort()).toEqual(['CANCELLED', 'ON_LEAVE']);
    expect(claim.counted.pageInfo.hasNextPage).toBe(true);
    const missed = discovery.counted.edges.find(({ node }: Json) => node.reason === 'MISSED').node;
    expect(missed).toMatchObject({
      inNumerator: false,
      subject: { __typename: 'DutyTask', id: 'task-D1-i4' },
      evidence: { id: 'D1-c' },
    });
    expect(rectification.counted.edges[4].node).toMatchObject({
      reason: 'LATE',
      eventType: 'rectification.changed',
      subject: { __typename: 'Rectification', id: 'D1-z5' },
    });
    const logged = await world.db.queryText('select from events.log where event_id = $1', [missed.eventId]);
    expect(logged).toHaveLength(1);
  });

  it('is told to the deputy and the office, and to nobody else', async () => {
    const [own, resident] = [await world.tokenOf('d1'), await world.tokenOf('resident')];
    expect(await indexOf('D1', 'score', own)).toEqual({ score: 80.75 });
    expect(await indexOf('D2', 'score', own)).toBeNull();
    expect(await indexOf('D1', 'score', resident)).toBeNull();
  });

  it('says of what each rate weighs after those that do not apply', async () => {
    expect(await indexOf('D1', 'rates { weightBp effectiveWeight }')).toEqual({
      rates: [
        { weightBp: 3_000, effectiveWeight: 0.3 },
        { weightBp: 3_000, effectiveWeight: 0.3 },
        { weightBp: 4_000, effectiveWeight: 0.4 },
      ],
    });
  });

  it('has facts that everybody may read, without a score', async () => {
    const query = `query ($period: PeriodInput!) { deputies(ids: ["D1", "D2"]) {
      dutyFacts(period: $period) { tasksClaimed problemsFound rectificationsDone } } }`;
    const { deputies } = expectOk<Json>(await world.post({ query, variables: { period } }));
    expect(deputies).toEqual([
      { dutyFacts: { tasksClaimed: 7, problemsFound: 3, rectificationsDone: 5 } },
      { dutyFacts: { tasksClaimed: 0, problemsFound: 0, rectificationsDone: 0 } },
    ]);
  });

  it('remembers what it was', async () => {
    const [then] = await world.db.queryText<{ at: Date }>('select max(recorded_at) as at from events.log');
    deeds.rectification('D1-z5', 'D1');
    await deeds.count();
    expect(await indexOf('D1', 'score')).toEqual({ score: 88.75 });
    expect(await indexOf('D1', 'score', office, then!.at.toISOString())).toEqual({ score: 80.75 });
  });

  it('refuses what is no period', async () => {
    const query = '{ deputies(ids: ["D1"]) { dutyIndex(period: { kind: QUARTER, start: "2026-02-01" }) { score } } }';
    const { errors } = await world.post({ query }, { authorization: `Bearer ${office}` });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'INVALID_INPUT' } });
  });

  it('is told of once it has changed, with the event that changed it', async () => {
    await world.relay.drain();
    const told = await world.db.queryText<Json>(
      `select topics, payload, causation_id from events.log where type = 'duty_index.changed' order by position desc limit 1`,
    );
    expect(told).toEqual([
      {
        topics: ['duty_index', 'duty_index:D1'],
        payload: expect.objectContaining({ representativeIds: ['D1'], causeEventType: 'rectification.changed' }),
        causation_id: expect.any(String),
      },
    ]);
  });
});
