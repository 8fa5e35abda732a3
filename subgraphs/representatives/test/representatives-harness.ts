import { testClock, type TestClock, testDatabase } from '@lianxin/testing';
import { execute, parse } from 'graphql';
import { createRepresentativesSubgraph, representativesModule, type RepresentativesSubgraph } from '../src/index.js';

/** Parsed JSON of whatever shape; the expectations check it. */
export type Json = ReturnType<typeof JSON.parse>;

/** An answer as a client gets it. */
export interface Answer {
  readonly data?: Record<string, Json> | null;
  readonly errors?: readonly { readonly message: string; readonly code: unknown }[];
}

/** The subgraph on a database of its own. */
export interface Harness extends AsyncDisposable {
  readonly subgraph: RepresentativesSubgraph;
  readonly clock: TestClock;
  ask(document: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Statements that `work` sends. */
  counting(work: () => Promise<unknown>): Promise<number>;
  outbox(type: string): Promise<{ aggregate_id: string; aggregate_version: number; payload: Json; topics: string[] }[]>;
}

export async function openHarness(): Promise<Harness> {
  const database = await testDatabase({ modules: [representativesModule] });
  const clock = testClock('2026-03-05T09:00:00+08:00');
  const databaseUrl = database.urlFor('representatives');
  const subgraph = await createRepresentativesSubgraph({ databaseUrl, clock, poolSize: 4 });
  const admin = await database.openAsAdmin('representatives');
  return {
    subgraph,
    clock,
    async ask(document, variableValues) {
      const contextValue = subgraph.createContext({ requestId: 'test', principal: null, locale: 'en' });
      const result = await execute({
        schema: subgraph.schema,
        document: parse(document),
        variableValues,
        contextValue,
      });
      const data = JSON.parse(JSON.stringify(result.data ?? null));
      const errors = result.errors?.map((error) => {
        const cause = error.originalError as { code?: unknown } | undefined;
        return { message: error.message, code: cause?.code ?? error.extensions['code'] };
      });
      return { data, ...(errors && { errors }) };
    },
    async counting(work) {
      let statements = 0;
      const stop = subgraph.db.onQuery(() => (statements += 1));
      await work();
      stop();
      return statements;
    },
    outbox: (type) =>
      admin.queryText(
        'select aggregate_id, aggregate_version, payload, topics from representatives.outbox where type = $1 order by id',
        [type],
      ),
    async [Symbol.asyncDispose]() {
      await subgraph.stop();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** `count` deputies of three delegations, every second a Party member, each with the mandate of the 8th term. */
export async function seedDeputies({ subgraph }: Harness, count: number): Promise<{ id: string; code: string }[]> {
  const delegations = ['婺城代表团', '义乌代表团', '永康代表团'];
  const regions = ['330702', '330782', '330784'];
  const deputies = await subgraph.useCases.registerRepresentatives(
    Array.from({ length: count }, (_, index) => ({
      code: `D-${String(index + 1).padStart(3, '0')}`,
      name: `代表${index + 1}`,
      isPartyMember: index % 2 === 0,
      delegation: delegations[index % 3]!,
      congressLevel: 'CITY',
      regionCode: regions[index % 3]!,
    })),
  );
  await subgraph.useCases.grantMandates(
    deputies.map(({ id }) => ({ representativeId: id, termNo: 8, from: '2022-03-01', to: '2027-02-28' })),
  );
  return deputies;
}
