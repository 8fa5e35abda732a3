import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { RectificationStatus } from '@lianxin/events';
import { Role } from '@lianxin/subgraph-kit';
import { expectOk } from '@lianxin/testing';
import { Kind, parse, print } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { exampleEvaluationScheme } from '../../src/modules/duty-schemes/evaluation/example-scheme.js';
import { examplePointsScheme } from '../../src/modules/duty-schemes/points/example-scheme.js';
import { defaultWarningRules } from '../../src/modules/duty-schemes/warnings/warning-rules.js';
import { type Deeds, deedsIn } from '../duty-index/duty-world.js';
import { createWorld, type World } from '../gateway-world.js';
import type { Json } from './scheme-calls.js';

const file = new URL('../../../packages/testing/operations/schemes.graphql', import.meta.url);
const operations = new Map(
  parse(readFileSync(file, 'utf8')).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.name ? [[definition.name.value, definition]] : [],
  ),
);
const executed = new Set<string>();

let world: World;
let deeds: Deeds;
const tokens = new Map<string, string>();
const district = '330702000000';
const page = { first: 20 };
const march = { kind: 'MONTH', start: '2026-03-01' };
const points = { schemeId: examplePointsScheme.schemeId };
const table = { schemeId: exampleEvaluationScheme.schemeId };
const group = { ...table, groupCode: 'DEPUTY', period: march };
const people = ['office', 'inspector', 'D1', 'D2'];

const documentOf = (name: string): string => {
  const definition = operations.get(name);
  if (!definition) throw new Error(`No client sends ${name}`);
  executed.add(name);
  return print(definition);
};

async function at(instant: string): Promise<void> {
  world.clock.set(instant);
  for (const who of people) tokens.set(who, await world.tokenOf(who));
}

/** Sends an operation of the file; its answer has no errors, and no refusal. */
async function send(who: string, name: string, variables: object): Promise<Json> {
  const headers = { authorization: `Bearer ${tokens.get(who) ?? ''}` };
  const data = expectOk<Json>(await world.post({ query: documentOf(name), variables }, headers));
  for (const value of Object.values<Json>(data)) expect(value).not.toHaveProperty('code');
  return data;
}
const command = (who: string, name: string, input: object): Promise<Json> =>
  send(who, name, { input: { idempotencyKey: randomUUID(), ...input } });

beforeAll(async () => {
  world = await createWorld();
  deeds = deedsIn(world);
  await world.account('office', [{ role: Role.OFFICE_CLERK, regionCode: district }]);
  await world.account('inspector', [{ role: Role.INSPECTOR, regionCode: district }]);
  for (const id of ['D1', 'D2']) await world.account(id, [{ role: Role.REPRESENTATIVE, representativeId: id }]);
  await at('2026-03-20T08:00:00+08:00');
  for (const id of ['D1', 'D2']) deeds.deputy(id);
  deeds.offer('o1', 'D1');
  deeds.rectification('z1', 'D1', { status: RectificationStatus.OPEN, acceptedAt: null, dueOn: '2026-03-23' });
  await deeds.count();
});
afterAll(() => world[Symbol.asyncDispose]());

describe('the operations of our clients for schemes', () => {
  it('keep a points ledger', async () => {
    await command('office', 'SavePointsScheme', { expectedVersion: 0, document: examplePointsScheme });
    const schemes = await send('D1', 'PointsSchemes', { ...points, ...page });
    expect(schemes.pointsSchemes.edges[0].node).toMatchObject({ version: 1, document: examplePointsScheme });
    const claim = { ...points, ruleCode: 'OUTREACH', day: '2026-03-19', evidence: '宣讲通知' };
    const { claimPoints } = await command('D1', 'ClaimPoints', claim);
    const waiting = await send('office', 'PointsClaims', { state: 'SUBMITTED', ...page });
    expect(waiting.pointsClaims.edges[0].node).toMatchObject({ id: claimPoints.claim.id, evidence: '宣讲通知' });
    await command('office', 'DecidePointsClaim', { claimId: claimPoints.claim.id, expectedVersion: 1, approved: true });
    const own = { ...points, representativeId: 'D1', period: march, ...page };
    const mine = await send('D1', 'MyPoints', own);
    expect(mine.pointsBalance).toMatchObject({ points: 4, counted: 4 });
    const [entry] = mine.pointsEntries.edges.map(({ node }: Json) => node);
    await command('office', 'CorrectPoints', { entryId: entry.id, expectedVersion: 1, points: -1, reason: '更正' });
    const ledger = await send('inspector', 'PointsLedger', { ...points, period: march, ...page });
    expect(ledger.pointsBalances.edges.map(({ node }: Json) => node.points)).toEqual([3, 0]);
  });

  it('show warnings, follow them, and save their rules', async () => {
    const shown = await send('D1', 'DutyWarnings', page);
    expect(shown.dutyWarnings.edges[0].node).toMatchObject({ subjectId: 'z1', light: 'YELLOW' });
    await at('2026-03-23T23:59:00+08:00');
    await using client = disposable(
      createClient({
        url: `${world.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: { authorization: `Bearer ${tokens.get('D1') ?? ''}` },
      }),
    );
    const query = documentOf('DutyWarningChanged');
    const events = client.of.iterate<Json>({ query, variables: { representativeId: 'D1' } });
    const next = events.next();
    while (!/^lianxin_live_subscribers 1$/m.test(await (await fetch(`${world.url}/metrics`)).text()));
    world.clock.set('2026-03-24T00:00:00+08:00');
    await deeds.count();
    await world.relay.drain();
    const told = (await next).value?.data?.dutyWarningChanged;
    expect(told).toMatchObject({ subjectId: 'z1', before: 'YELLOW', light: 'RED', causeEventId: null });

    const document = { ...defaultWarningRules.scheme, rules: defaultWarningRules.scheme.rules.slice(0, 2) };
    await command('office', 'SaveDutyWarningRules', { expectedVersion: 0, document });
    const rules = await send('D1', 'DutyWarningRules', page);
    expect(rules.dutyWarningRules.edges[0].node).toMatchObject({ version: 1, document });
  });

  it('evaluate a group, close and correct it, and record a talk', async () => {
    const example = await send('office', 'EvaluationSchemes', { ...table, ...page });
    const [{ node }] = example.evaluationSchemes.edges;
    await command('office', 'SaveEvaluationScheme', { expectedVersion: 0, document: node.document });
    const scores = exampleEvaluationScheme.dimensions
      .flatMap(({ indicators }) => indicators)
      .map(({ code }) => ({ indicator: code, points: 50 }));
    for (const subjectId of ['D1', 'D2']) {
      const name = `${subjectId} 名`;
      await command('office', 'EnrolEvaluated', { ...table, subjectId, groupCode: 'DEPUTY', name, expectedVersion: 0 });
      const judgement = { ...table, period: march, subjectId, source: 'INTERNAL', expectedVersion: 0, scores };
      await command('inspector', 'JudgeSubject', judgement);
    }
    await at('2026-04-01T08:00:00+08:00');
    const open = await send('office', 'EvaluationResults', { ...group, ...page });
    const { evaluationVersion: expectedVersion } = open.evaluationResults.edges[0].node;
    const { closeEvaluation } = await command('office', 'CloseEvaluation', { ...group, expectedVersion });
    const { id: evaluationId, hash, version } = closeEvaluation.evaluation;
    const correction = { evaluationId, expectedVersion: version, subjectId: 'D1', hundredths: 4_500, reason: '漏记' };
    await command('office', 'CorrectEvaluation', correction);
    const talk = { ...table, period: march, subjectId: 'D2', expectedScoreHundredths: 5_000 };
    await command('office', 'RecordAdvisoryTalk', { ...talk, heldOn: '2026-04-01', summary: '说明情况' });
    const shown = await send('inspector', 'EvaluationResults', { ...group, filter: { isTalkDue: true }, ...page });
    expect(shown.groupEvaluation).toMatchObject({ status: 'CLOSED', version: version + 1, hash });
    expect(shown.evaluationResults.edges.map((edge: Json) => edge.node.talk)).toEqual([{ heldOn: '2026-04-01' }]);
    const own = await send('D1', 'ExplainEvaluation', { ...table, subjectId: 'D1', period: march });
    expect(own.evaluationResult).toMatchObject({ score: 50, current: { score: 95 }, corrections: [{ points: 45 }] });
    const closed = await send('office', 'ClosedEvaluations', { ...table, ...page });
    expect(closed.groupEvaluations.edges[0].node.history.totalCount).toBe(2);
    const talks = await send('office', 'AdvisoryTalks', { ...table, period: march, ...page });
    expect(talks.advisoryTalks.edges[0].node).toMatchObject({ subjectId: 'D2', score: 50 });
  });

  it('are all of them executed here', () => {
    expect([...executed].sort()).toEqual([...operations.keys()].sort());
  });
});

const disposable = <Client extends { dispose(): void | Promise<void> }>(of: Client) => ({
  of,
  [Symbol.asyncDispose]: async () => of.dispose(),
});
