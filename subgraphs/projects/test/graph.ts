import { errorAnswer, type Principal, type RequestContext, type Role } from '@lianxin/subgraph-kit';
import { createProjectsSubgraph, projectsModule, type ProjectsSubgraph } from '@lianxin/projects';
import { type GraphqlAnswer, testClock, type TestClock, testDatabase, type TestDatabase } from '@lianxin/testing';
import { eventsModule } from '@lianxin/events';
import { execute, parse } from 'graphql';

/** The subgraph on a database of its own, asked as anybody. */
export interface Graph extends AsyncDisposable {
  readonly subgraph: ProjectsSubgraph;
  readonly database: TestDatabase;
  readonly clock: TestClock;
  ask(document: string, as?: Principal | null, variables?: Record<string, unknown>): Promise<GraphqlAnswer>;
  /** How many statements an operation sends. */
  statementsOf(document: string, variables?: Record<string, unknown>): Promise<number>;
}

export async function startGraph(now: string): Promise<Graph> {
  const database = await testDatabase({ modules: [eventsModule, projectsModule] });
  const clock = testClock(now);
  const subgraph = await createProjectsSubgraph({ databaseUrl: database.urlFor('projects'), clock });
  const ask: Graph['ask'] = async (document, as = null, variables = {}) => {
    const request: RequestContext = { requestId: 'test', principal: as, locale: 'zh' };
    const contextValue = subgraph.createContext(request);
    const answer = await execute({
      schema: subgraph.schema,
      document: parse(document),
      contextValue,
      variableValues: variables,
    });
    const errors = answer.errors?.map((error) => errorAnswer(error, request, () => undefined));
    return JSON.parse(JSON.stringify(errors ? { data: answer.data, errors } : answer)) as GraphqlAnswer;
  };
  return {
    subgraph,
    database,
    clock,
    ask,
    async statementsOf(document, variables) {
      let statements = 0;
      // The relay is woken beside the requests, whenever a registration before this one gets round to it.
      const stop = subgraph.db.onQuery(({ name }) => {
        if (name !== 'wake_relay') statements++;
      });
      const { errors } = await ask(document, null, variables);
      stop();
      if (errors) throw new Error(JSON.stringify(errors));
      return statements;
    },
    async [Symbol.asyncDispose]() {
      await subgraph.stop();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** Somebody with a role in a region. */
export function someone(role: Role, regionCode?: string): Principal {
  return { accountId: 'a', sessionId: 's', displayName: '李测试', roles: [role], regionCode };
}

export const province = '330000000000';
export const city = '330700000000';
export const county = '330702000000';
export const otherCounty = '330782000000';

/** An answer as it was parsed: tests look into it as they expect it to be. */
export type Answered = ReturnType<typeof JSON.parse>;

let next = 0;

/** An identifier of another subgraph's entity. */
export const foreignId = (): string => `00000000-0000-7000-8000-${String(++next).padStart(12, '0')}`;
