import type { Principal, RequestContext } from '@lianxin/subgraph-kit';
import { testClock, type TestClock, testDatabase } from '@lianxin/testing';
import { execute, parse } from 'graphql';
import {
  createStationsSubgraph,
  regionCodes330700,
  type RegisteredStation,
  StationKind,
  stationsModule,
  type StationsSubgraph,
  StationTier,
} from '../src/index.js';

/** Parsed JSON of whatever shape; the expectations check it. */
export type Json = ReturnType<typeof JSON.parse>;

/** An answer as a client gets it. */
export interface Answer {
  readonly data?: Record<string, Json> | null;
  readonly errors?: readonly { readonly message: string; readonly code: unknown }[];
}

/** The subgraph on a database of its own. */
export interface Harness extends AsyncDisposable {
  readonly subgraph: StationsSubgraph;
  readonly clock: TestClock;
  ask(document: string, variables?: Record<string, unknown>, principal?: Principal | null): Promise<Answer>;
  /** Statements that `work` sends. */
  counting(work: () => Promise<unknown>): Promise<number>;
  outbox(type: string): Promise<{ aggregate_id: string; aggregate_version: number; payload: Json; topics: string[] }[]>;
}

export async function openHarness(): Promise<Harness> {
  const database = await testDatabase({ modules: [stationsModule] });
  const clock = testClock('2026-03-05T09:00:00+08:00');
  const subgraph = await createStationsSubgraph({ databaseUrl: database.urlFor('stations'), clock, poolSize: 4 });
  const admin = await database.openAsAdmin('stations');
  return {
    subgraph,
    clock,
    async ask(document, variableValues, principal = null) {
      const request: RequestContext = { requestId: 'test', principal, locale: 'en' };
      const contextValue = subgraph.createContext(request);
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
        'select aggregate_id, aggregate_version, payload, topics from stations.outbox where type = $1 order by id',
        [type],
      ),
    async [Symbol.asyncDispose]() {
      await subgraph.stop();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** A UUID that says its number. */
export const deputyId = (number: number): string => `0195a000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** Regions of 330700 and `count` stations, spread over the towns of 婺城区 and 义乌市. */
export async function seedStations({ subgraph }: Harness, count: number): Promise<RegisteredStation[]> {
  await subgraph.useCases.registerRegions(regionCodes330700);
  const towns = ['330702001', '330702100', '330782001', '330782100', '330702'];
  const tiers = Object.values(StationTier);
  const kinds = Object.values(StationKind);
  return subgraph.useCases.registerStations(
    Array.from({ length: count }, (_, index) => ({
      code: `JH-${String(index + 1).padStart(3, '0')}`,
      name: `第${index + 1}联络站`,
      localName: index % 2 === 0 ? '代表联络站' : null,
      tier: tiers[index % tiers.length]!,
      kind: kinds[index % kinds.length]!,
      regionCode: towns[index % towns.length]!,
      address: `人民路${index + 1}号`,
    })),
  );
}
