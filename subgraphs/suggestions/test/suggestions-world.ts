import { randomUUID } from 'node:crypto';
import { eventsModule } from '@lianxin/events';
import { type Principal, type RequestContext, Role } from '@lianxin/subgraph-kit';
import { type GraphqlAnswer, expectOk, testClock, testDatabase } from '@lianxin/testing';
import { graphql } from 'graphql';
import {
  createSuggestionsSubgraph,
  registerCategories,
  registerDispatchRules,
  registerHandlingUnits,
  suggestionsModule,
  UnitLevel,
} from '../src/index.js';

const path = ['330000000000', '330700000000', '330702000000', '330702001000'];

/** People of the tests; all invented. */
export type Player = 'liaison' | 'resident' | 'stranger' | 'unit' | 'otherUnit' | 'office' | 'analyst' | 'deputy';

/** One suggestions subgraph on a database of its own, with a station, units, categories and people who play roles. */
export async function suggestionsWorld() {
  const database = await testDatabase({ modules: [eventsModule, suggestionsModule] });
  // A Monday morning in Jinhua.
  const clock = testClock('2026-03-02T09:00:00+08:00');
  const subgraph = await createSuggestionsSubgraph({
    databaseUrl: database.urlFor('suggestions'),
    clock,
    keys: { fields: Buffer.alloc(32, 1), blindIndex: Buffer.alloc(32, 2) },
  });
  const { services, db } = subgraph;
  const stationId = randomUUID();
  const representativeId = randomUUID();
  await db.queryText('insert into station_ref values ($1, $2, $3, $4)', [stationId, 'JH-001', path.at(-1), path]);
  await db.queryText('insert into representative_ref values ($1, $2, $3)', [representativeId, 'D001', path[2]]);
  await db.queryText(`insert into mandate_ref values ($1, $2, '2026-01-01', null)`, [randomUUID(), representativeId]);
  await db.queryText(`insert into roster_ref values ($1, $2, '2026-01-01', null)`, [stationId, representativeId]);
  await registerCategories(services, [
    { code: 'c1', name: '城乡建设' },
    { code: 'c1-1', name: '市政道路', parentCode: 'c1' },
  ]);
  const { idByCode } = await registerHandlingUnits(services, [
    { code: 'U1', name: '城东街道办事处', level: UnitLevel.TOWN, regionPath: path },
    { code: 'U2', name: '市住房和城乡建设局', level: UnitLevel.CITY, regionPath: path.slice(0, 2) },
    { code: 'U3', name: '市交通运输局', level: UnitLevel.CITY, regionPath: path.slice(0, 2) },
  ]);
  const unitId = (code: string): string => idByCode.get(code) ?? '';
  await registerDispatchRules(services, [
    { categoryCode: 'c1', unitId: unitId('U2'), level: UnitLevel.CITY, priority: 1 },
  ]);

  const person = (displayName: string, role: Role, scope: Partial<Principal> = {}): Principal => ({
    accountId: randomUUID(),
    sessionId: randomUUID(),
    displayName,
    roles: [role],
    ...scope,
  });
  const people: Record<Player, Principal> = {
    liaison: person('林联络', Role.LIAISON_OFFICER, { stationId }),
    resident: person('胡居民', Role.CONSTITUENT),
    stranger: person('卢路人', Role.CONSTITUENT),
    unit: person('方科员', Role.UNIT_CLERK, { unitId: unitId('U1') }),
    otherUnit: person('应科员', Role.UNIT_CLERK, { unitId: unitId('U2') }),
    office: person('章主任', Role.OFFICE_CLERK, { regionCode: '330700000000' }),
    analyst: person('叶分析', Role.ANALYST, { regionCode: '330700000000' }),
    deputy: person('施代表', Role.REPRESENTATIVE, { representativeId }),
  };

  const send = async (
    who: Player | null,
    source: string,
    variableValues: Record<string, unknown> = {},
  ): Promise<GraphqlAnswer> => {
    const request: RequestContext = { requestId: 'test', principal: who && people[who], locale: 'zh' };
    return graphql({ schema: subgraph.schema, source, variableValues, contextValue: subgraph.createContext(request) });
  };

  /** Sends a command and returns its answer: the suggestion's fields, or the refusal. */
  const command = async (
    who: Player | null,
    name: string,
    input: Record<string, unknown>,
  ): Promise<Record<string, unknown>> => {
    const type =
      { requestReturn: 'RequestReturnInput', decideReturn: 'DecideReturnInput' }[name] ??
      `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const fields = 'id number version stage status light dueAt';
    const source = `mutation M($input: ${type}!) { ${name}(input: $input) { ... on SuggestionPayload { suggestion { ${fields} } } ... on Refusal { code message } } }`;
    const answer = await send(who, source, { input: { idempotencyKey: randomUUID(), ...input } });
    const result = expectOk<Record<string, { suggestion?: Record<string, unknown> }>>(answer)[name];
    return result?.suggestion ?? (result as Record<string, unknown>);
  };
  const collect = (who: Player | null = 'resident', more: Record<string, unknown> = {}) =>
    command(who, 'collectSuggestion', {
      stationId,
      channel: 'PORTAL',
      title: '路灯不亮',
      content: '东市街 12 号门前的路灯坏了一周。',
      constituent: { anonymous: false, contactConsent: true, name: '胡小居', phone: '13800001234' },
      ...more,
    });
  return {
    ...subgraph,
    database,
    clock,
    people,
    stationId,
    representativeId,
    unitId,
    send,
    command,
    collect,
    async [Symbol.asyncDispose]() {
      await subgraph.stop();
      await database[Symbol.asyncDispose]();
    },
  };
}

export type SuggestionsWorld = Awaited<ReturnType<typeof suggestionsWorld>>;
