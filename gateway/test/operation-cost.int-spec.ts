import { defaultGatewayLimits, type GatewaySubgraph } from '@lianxin/gateway';
import { Role } from '@lianxin/subgraph-kit';
import { expectErrorCode, expectOk } from '@lianxin/testing';
import { createWorld, type World } from './gateway-world.js';
import { stubSubgraphs } from './stub-subgraphs.js';

const preview = `query Preview($document: String!, $variables: JSON) {
  operationCost(document: $document, variables: $variables) { cost budget depth nodes allowed }
}`;
const aliases = (count: number): string =>
  `{ ${Array.from({ length: count }, (_, i) => `a${i}: suggestion(id: "${i}") { title }`).join(' ')} }`;

describe('the cost of an operation', () => {
  let world: World;
  let analyst: Record<string, string>;
  let called = 0;
  const counted = ({ transport, ...member }: GatewaySubgraph): GatewaySubgraph => ({
    ...member,
    transport: {
      execute(request) {
        called += 1;
        return transport.execute(request);
      },
    },
  });

  beforeAll(async () => {
    const budgets = { ...defaultGatewayLimits.budgets, VISITOR: 4, ANALYST: 60 };
    world = await createWorld({ subgraphs: stubSubgraphs().map(counted), limits: { budgets } });
    await world.account('analyst', [{ role: Role.ANALYST, regionCode: '330700000000' }]);
    analyst = { authorization: `Bearer ${await world.tokenOf('analyst')}` };
  });
  afterAll(() => world[Symbol.asyncDispose]());
  beforeEach(() => (called = 0));

  const ask = (variables: object, headers = analyst) => world.post({ query: preview, variables }, headers);

  it('is told without running it', async () => {
    const document = 'query ($deep: Boolean!) { suggestion(id: "1") { id } mainStation @include(if: $deep) { name } }';
    expect(expectOk(await ask({ document, variables: { deep: true } }))).toEqual({
      operationCost: { cost: 2, budget: 60, depth: 2, nodes: 2, allowed: true },
    });
    const mutation = 'mutation { signIn(input: { username: "a", password: "b" }) { __typename } }';
    expect(expectOk(await ask({ document: mutation }))).toEqual({
      operationCost: { cost: 101, budget: 60, depth: 2, nodes: 1, allowed: false },
    });
    expect(called).toBe(0);
  });

  it('is told of an operation of several, and of itself', async () => {
    const document = 'query A { suggestion(id: "1") { id } } query B { mainStation { id } officeOnly }';
    const query = `{ operationCost(document: ${JSON.stringify(document)}, operationName: "B") { cost depth } }`;
    expect(expectOk(await world.post({ query }, analyst))).toEqual({ operationCost: { cost: 1, depth: 2 } });
    const nested = `{ operationCost(document: ${JSON.stringify(query)}) { cost } }`;
    expect(expectOk(await world.post({ query: nested }, analyst))).toEqual({ operationCost: { cost: 51 } });
  });

  it.each<[string, object, string]>([
    ['that is none', { document: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['beyond the limits', { document: aliases(100) }, 'OPERATION_TOO_LARGE'],
    ['that nests without end', { document: '{a'.repeat(3_000) }, 'OPERATION_TOO_DEEP'],
    ['without its variables', { document: 'query ($x: ID!) { suggestion(id: $x) { id } }' }, 'BAD_USER_INPUT'],
    ['with variables that are none', { document: '{ viewer { id } }', variables: [1] }, 'INVALID_INPUT'],
  ])('is refused for a document %s, as running it would be', async (_, variables, code) => {
    const answer = await ask(variables);
    expectErrorCode(answer, code);
    expect(answer.errors?.[0]).toMatchObject({ path: ['operationCost'] });
    expect(called).toBe(0);
  });

  it('is refused itself when the budget does not reach for it', async () => {
    expectErrorCode(await ask({ document: '{ viewer { id } }' }, {}), 'OPERATION_TOO_COSTLY');
  });

  it('beyond the budget ends the operation before a subgraph is called, by every way in', async () => {
    const document = aliases(5);
    const headers: Record<string, Record<string, string>> = {
      plain: {},
      exact: { accept: 'application/graphql-response+json' },
    };
    for (const accept of Object.values(headers)) {
      const refused = await world.post({ query: document }, accept);
      expect(refused.status).toBe(400);
      expect(refused).not.toHaveProperty('data');
      expect(expectErrorCode(refused, 'OPERATION_TOO_COSTLY')).toBe(
        'This operation costs 5 and your budget is 4. Ask for fewer items with `first`, nest less, or ask in parts.',
      );
      expect(refused.errors?.[0]?.extensions).toMatchObject({ cost: 5, budget: 4, requestId: expect.any(String) });
    }
    const inChinese = await world.post({ query: document }, { 'accept-language': 'zh-CN' });
    expect(inChinese.errors?.[0]?.message).toContain('代价为 5,超过您的额度 4');
    const streamed = await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: document }),
    });
    expect(await streamed.text()).toContain('OPERATION_TOO_COSTLY');
    expect(called).toBe(0);
    expectOk(await world.post({ query: document }, analyst));
    expect(called).toBe(1);
  });
});
