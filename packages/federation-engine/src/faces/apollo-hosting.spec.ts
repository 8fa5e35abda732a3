import { once } from 'node:events';
import { AppError } from '@lianxin/errors';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { apolloHosting, composeSupergraph, createEngine, localTransport } from '../index.js';
import { buildSchemaOf, type SubgraphSource } from '../../test/federation.js';

interface Context {
  readonly who: string;
  readonly signal: AbortSignal;
}

interface Answer {
  readonly status: number;
  readonly data?: unknown;
  readonly errors?: readonly { message: string; path?: unknown; extensions: Record<string, unknown> }[];
}

const written: string[] = [];
const names: SubgraphSource = {
  typeDefs: `
    type Query { person(id: ID!): Person people: [Person!]! whoAmI: String! }
    type Mutation { write(text: String!): String! }
    type Subscription { ticks: Int! }
    type Person @key(fields: "id") { id: ID! name: String! secret: String }
  `,
  resolvers: {
    Query: {
      person: (_: unknown, { id }: { id: string }) => ({ id }),
      people: () => [{ id: '1' }, { id: '2' }],
      whoAmI: (_: unknown, __: unknown, { who }: Context) => who,
    },
    Mutation: { write: (_: unknown, { text }: { text: string }) => `${written.push(text)}: ${text}` },
    Person: {
      name: ({ id }: { id: string }) => `name of ${id}`,
      secret: () => {
        throw new Error('select * from secret_table');
      },
    },
  },
};
const ages = (ageOf: () => Promise<number>): SubgraphSource => ({
  typeDefs: 'type Query { nothing: Int } type Person @key(fields: "id") { id: ID! age: Int! }',
  resolvers: { Person: { age: ageOf } },
});
const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';

describe('an engine as the gateway of an Apollo Server', () => {
  /** What the second subgraph does with a call; the signal is the one that the engine gave it. */
  let ageOf: (signal: AbortSignal | undefined) => Promise<number> = async () => 40;
  let url: string;
  let server: ApolloServer<Context>;

  beforeAll(async () => {
    let latest: AbortSignal | undefined;
    const older = ages(() => ageOf(latest));
    const local = localTransport({ schema: buildSchemaOf(older), createContext: (context: Context) => context });
    const sources = [
      { name: 'names', sdl: link + names.typeDefs },
      { name: 'ages', sdl: link + older.typeDefs },
    ];
    const composed = composeSupergraph(sources);
    if (composed.errors) throw new Error(composed.errors.join('\n'));
    const engine = createEngine<Context>({
      supergraphSdl: composed.supergraphSdl,
      transports: {
        names: localTransport({ schema: buildSchemaOf(names), createContext: (context: Context) => context }),
        ages: {
          execute(request) {
            latest = request.signal;
            return local.execute(request);
          },
        },
      },
      limits: { depth: 8 },
    });
    const { supergraphSdl } = composed;
    server = new ApolloServer<Context>({
      ...apolloHosting({ engine, supergraphSdl, signalOf: ({ signal }) => signal }),
      includeStacktraceInErrorResponses: false,
    });
    const started = await startStandaloneServer(server, {
      listen: { port: 0, host: '127.0.0.1' },
      context: async ({ req, res }) => {
        const gone = new AbortController();
        res.once('close', () => gone.abort());
        return { who: String(req.headers['x-who'] ?? 'nobody'), signal: gone.signal };
      },
    });
    ({ url } = started);
  });
  afterAll(() => server.stop());

  async function ask(query: string, variables?: object, init: RequestInit = {}): Promise<Answer> {
    const headers = { 'content-type': 'application/json', 'x-who': 'a test' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }), ...init });
    return { status: response.status, ...((await response.json()) as object) };
  }

  it('answers a query across subgraphs, in the context of the request', async () => {
    expect(
      await ask('query($id: ID!) { whoAmI who: person(id: $id) { name age } people { age } }', { id: '7' }),
    ).toEqual({
      status: 200,
      data: { whoAmI: 'a test', who: { name: 'name of 7', age: 40 }, people: [{ age: 40 }, { age: 40 }] },
    });
  });

  it('chooses an operation by its name', async () => {
    const query = 'query A { whoAmI } query B { people { name } }';
    const body = JSON.stringify({ query, operationName: 'B' });
    expect((await ask(query, {}, { body })).data).toEqual({ people: [{ name: 'name of 1' }, { name: 'name of 2' }] });
  });

  it('runs a mutation once', async () => {
    const answer = await ask('mutation($text: String!) { first: write(text: $text) write(text: "b") }', { text: 'a' });
    expect(answer).toEqual({ status: 200, data: { first: '1: a', write: '2: b' } });
    expect(written).toEqual(['a', 'b']);
  });

  it('gives errors with their paths and codes, and nothing of what is behind them', async () => {
    const masked = await ask('{ people { id alias: secret } }');
    expect(masked.data).toEqual({ people: [0, 1].map((n) => ({ id: `${n + 1}`, alias: null })) });
    expect(masked.errors?.map(({ path }) => path)).toEqual([0, 1].map((n) => ['people', n, 'alias']));
    expect(masked.errors?.[0]?.extensions).toMatchObject({ serviceName: 'names' });
    expect(JSON.stringify(masked)).not.toContain('secret_table');
    ageOf = async () => Promise.reject(new AppError('UNAVAILABLE'));
    const failed = await ask('{ person(id: "1") { name age } }');
    ageOf = async () => 40;
    expect(failed).toMatchObject({
      status: 200,
      data: { person: null },
      errors: [{ path: ['person', 'age'], extensions: { code: 'UNAVAILABLE', serviceName: 'ages' } }],
    });
  });

  it('refuses variables that do not fit and documents that are not of this schema', async () => {
    const unfit = await ask('query($id: ID!) { person(id: $id) { name } }', { id: null });
    expect(unfit).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    const unknown = await ask('{ nobody }');
    expect(unknown).toMatchObject({ status: 400, errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  });

  it('says nothing of the schema to who guesses', async () => {
    expect(JSON.stringify(await ask('{ peopel { id } }'))).not.toContain('Did you mean');
  });

  it('refuses what is beyond the limits, and never validates it', async () => {
    const fan = Array.from({ length: 40 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(' ');
    const documents = [
      [`{ ${'a { '.repeat(3_000)} b ${'} '.repeat(3_000)} }`, 'GRAPHQL_PARSE_FAILED'],
      [`{ ${'a { '.repeat(100)} b ${'} '.repeat(100)} }`, 'OPERATION_TOO_DEEP'],
      [`{ ${'a { '.repeat(9)} b ${'} '.repeat(9)} }`, 'OPERATION_TOO_DEEP'],
      [`{ whoAmI } # ${'x'.repeat(70_000)}`, 'OPERATION_TOO_LARGE'],
      [`{ ...F0 } ${fan} fragment F40 on Query { whoAmI }`, 'OPERATION_TOO_LARGE'],
    ] as const;
    for (const [query, code] of documents) {
      expect(await ask(query)).toMatchObject({ status: 400, errors: [{ extensions: { code } }] });
    }
  });

  it('names the operation that is missing, and runs no mutation over GET', async () => {
    const several = await ask('query A { whoAmI } query B { whoAmI }');
    expect(several).toMatchObject({ status: 400, errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }] });
    const before = written.length;
    const address = `${url}?query=${encodeURIComponent('mutation { write(text: "c") }')}`;
    expect((await fetch(address, { headers: { 'apollo-require-preflight': '1' } })).status).toBe(405);
    expect(written).toHaveLength(before);
  });

  it('does not take up subscriptions', async () => {
    expect(await ask('subscription { ticks }')).toMatchObject({
      errors: [{ extensions: { code: 'SUBSCRIPTION_NEEDS_STREAM' } }],
    });
  });

  it('stops the calls of a caller who has gone', async () => {
    const reached = new Promise<AbortSignal>((resolve) => {
      ageOf = async (signal) => {
        if (!signal) throw new Error('called without a signal');
        resolve(signal);
        await once(signal, 'abort');
        return 0;
      };
    });
    const leaving = new AbortController();
    const asked = ask('{ person(id: "1") { age } }', {}, { signal: leaving.signal });
    const signal = await reached;
    expect(signal.aborted).toBe(false);
    const aborted = once(signal, 'abort');
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await aborted;
  });
});
