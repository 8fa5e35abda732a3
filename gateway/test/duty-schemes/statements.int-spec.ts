import type { Db } from '@lianxin/database';
import { eventsModule } from '@lianxin/events';
import { type Principal, Role } from '@lianxin/subgraph-kit';
import { testClock, testDatabase, type TestDatabase } from '@lianxin/testing';
import { execute, parse } from 'graphql';
import {
  createDutySchemesSubgraph,
  dutySchemesModule,
  type DutySchemesSubgraph,
} from '../../src/modules/duty-schemes/duty-schemes.subgraph.js';
import type { Json } from './scheme-calls.js';

const parents = 50;
const region = '330702000000';
const office: Principal = {
  accountId: '7c7e0f65-0000-4000-8000-000000000001',
  sessionId: 's',
  displayName: '代工委',
  roles: [Role.OFFICE_CLERK],
  regionCode: region,
};

let database: TestDatabase;
let schemes: DutySchemesSubgraph;
let admin: Db;

beforeAll(async () => {
  database = await testDatabase({ modules: [eventsModule, dutySchemesModule] });
  admin = await database.openAsAdmin('duty_schemes');
  // Never started: nothing runs beside what is counted.
  schemes = await createDutySchemesSubgraph({
    databaseUrl: database.urlFor('duty_schemes'),
    clock: testClock('2026-04-01T08:00:00+08:00'),
    onError: (error) => {
      throw error;
    },
  });
  const fill = `
    insert into duty_schemes.deputy values ('D1', 'D1', '代表', array['${region}']);
    insert into duty_schemes.evaluation
      select md5('e' || n)::uuid, 'table', 'G' || n, '${region}', 'MONTH', '2026-03-01', '2026-04-01', 'CLOSED', 3, 1, 'h',
        now(), 'h'
      from generate_series(1, ${parents}) n;
    insert into duty_schemes.evaluation_history
      select gen_random_uuid(), e.id, v, 'CORRECT', 'CLOSED', 'CLOSED', now(), '2026-04-01', 'a', 'OFFICE_CLERK', '名', e.group_code
      from duty_schemes.evaluation e, generate_series(1, 3) v;
    insert into duty_schemes.warning
      select md5('w' || n)::uuid, 'TASK', 0, 'OFFER', 'o' || n, 'D1', 'RED', '2026-03-01', now(), null, now(),
        gen_random_uuid(), 'duty_offer.changed', 3
      from generate_series(1, ${parents}) n;
    insert into duty_schemes.warning_change
      select w.id, v, now(), 'GREEN', 'RED', null, null from duty_schemes.warning w, generate_series(1, 3) v;`;
  for (const text of fill.split(';').filter((part) => part.trim() !== '')) await admin.queryText(text);
});
afterAll(async () => {
  await schemes.stop();
  await database[Symbol.asyncDispose]();
});

async function ask(source: string, variableValues: Record<string, unknown>): Promise<Json> {
  const contextValue = schemes.createContext({ requestId: 'test', principal: office, locale: 'en' });
  const { data, errors } = await execute({
    schema: schemes.schema,
    document: parse(source),
    variableValues,
    contextValue,
  });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
}

const below = 'totalCount pageInfo { hasNextPage endCursor } edges { node';
const documents: [string, string, string][] = [
  [
    'groupEvaluations',
    'history',
    `query ($first: Int!, $after: String) { groupEvaluations(first: $first) { edges { node { id groupCode
      history(first: 2, after: $after) { ${below} { version note } } } } } } }`,
  ],
  [
    'dutyWarnings',
    'changes',
    `query ($first: Int!, $after: String) { dutyWarnings(first: $first) { edges { node { id
      changes(first: 2, after: $after) { ${below} { light at } } } } } } }`,
  ],
];

describe('lists below many parents', () => {
  it.each(documents)('of %s, %s: are read with as many statements for 50 as for 5', async (_, _list, source) => {
    const count = async (first: number): Promise<number> => {
      let statements = 0;
      const stop = schemes.db.onQuery(() => (statements += 1));
      await ask(source, { first });
      stop();
      return statements;
    };
    const [few, many] = [await count(5), await count(parents)];
    expect(many).toBe(few);
    // The page, with the rules where it shows their names; the pages below, and their counts.
    expect(few).toBeLessThanOrEqual(4);
  });

  it.each(documents)(
    'of %s, %s: give each parent its own, in order, and go on behind a cursor',
    async (field, list, source) => {
      const shown = (answer: Json): Json[] => answer[field].edges.map(({ node }: Json) => node);
      const first = shown(await ask(source, { first: parents }));
      expect(first).toHaveLength(parents);
      for (const node of first) {
        expect(node[list]).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
        expect(node[list].edges).toHaveLength(2);
        for (const { node: row } of node[list].edges) if (node.groupCode) expect(row.note).toBe(node.groupCode);
      }
      const { endCursor: after } = first[0][list].pageInfo;
      for (const node of shown(await ask(source, { first: parents, after }))) {
        expect(node[list]).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: false } });
        expect(node[list].edges).toHaveLength(1);
      }
    },
  );
});
