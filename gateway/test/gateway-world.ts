import { randomUUID } from 'node:crypto';
import type { Db } from '@lianxin/database';
import {
  ActorRole,
  SuggestionAction,
  SuggestionStatus,
  appendToOutbox,
  eventsModule,
  type Relay,
  startRelay,
  suggestionTransitioned,
  topic,
  wakeRelay,
} from '@lianxin/events';
import { createGateway, type Gateway, gatewayModules, type GatewayOptions, type Grant } from '@lianxin/gateway';
import { type TestClock, testClock, testDatabase } from '@lianxin/testing';
import { stubSubgraphs } from './stub-subgraphs.js';

export const password = 'correct horse battery';

/** A gateway over stub subgraphs on a database of its own, listening on a free port. */
export interface World extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly clock: TestClock;
  readonly db: Db;
  readonly relay: Relay;
  readonly url: string;
  readonly logged: string[];
  readonly urlFor: (schema: string) => string;
  /** Opens a second gateway on the same database. */
  another(options?: Partial<GatewayOptions>, port?: number): Promise<{ gateway: Gateway; url: string }>;
  account(username: string, grants: readonly Grant[]): Promise<string>;
  tokenOf(username: string): Promise<string>;
  post(body: object, headers?: Record<string, string>): Promise<Answer>;
  /** Writes a transition and waits until the log has it. */
  transition(
    suggestionId: string,
    at?: {
      stationId?: string;
      unitId?: string;
      action?: SuggestionAction;
    },
  ): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: unknown;
  readonly errors?: { message: string; extensions: Record<string, unknown> }[];
}

export async function createWorld(options: Partial<GatewayOptions> = {}): Promise<World> {
  const opened = new AsyncDisposableStack();
  try {
    return await fill(opened, options);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

async function fill(opened: AsyncDisposableStack, options: Partial<GatewayOptions>): Promise<World> {
  const database = opened.use(await testDatabase({ modules: [eventsModule, ...gatewayModules] }));
  const clock = testClock('2026-03-05T08:00:00+08:00');
  const db = await database.openAsAdmin('identity');
  const relay = opened.use(
    await startRelay({ url: database.urlFor('events'), sources: ['identity', 'duty_index', 'duty_schemes'] }),
  );
  const logged: string[] = [];
  const note = (event: string, fields?: object): void => void logged.push(`${event} ${JSON.stringify(fields ?? {})}`);
  const start = async (own: Partial<GatewayOptions>, atPort = 0): Promise<{ gateway: Gateway; url: string }> => {
    const gateway = await createGateway({
      subgraphs: stubSubgraphs(),
      identity: { databaseUrl: database.urlFor('identity') },
      dutyIndex: { databaseUrl: database.urlFor('duty_index') },
      dutySchemes: { databaseUrl: database.urlFor('duty_schemes') },
      logUrl: database.urlFor('identity'),
      clock,
      keys: { token: Buffer.alloc(32, 7) },
      log: { info: note, warn: note, error: note },
      ...own,
    });
    opened.defer(() => gateway.close());
    const { port } = await gateway.listen({ port: atPort, host: '127.0.0.1' });
    return { gateway, url: `http://127.0.0.1:${port}` };
  };
  const { gateway, url } = await start(options);
  let version = 0;

  return {
    gateway,
    clock,
    db,
    relay,
    url,
    logged,
    urlFor: database.urlFor,
    another: (own = {}, atPort) => start(own, atPort),
    account: async (username, grants) =>
      (await gateway.identity.createAccount({ username, displayName: `${username} 名`, password, grants })).accountId,
    async tokenOf(username) {
      const outcome = await gateway.identity.signIn({ username, password, requestId: 'test' });
      if (!outcome.ok) throw new Error(outcome.reason.code);
      return outcome.session.token;
    },
    async post(body, headers = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers },
        body: JSON.stringify(body),
      });
      const answer = (await response.json()) as Pick<Answer, 'data' | 'errors'>;
      return { status: response.status, headers: response.headers, ...answer };
    },
    async transition(suggestionId, { stationId = 's1', unitId = 'u1', action = SuggestionAction.ADMIT } = {}) {
      const event = suggestionTransitioned.create({
        eventId: randomUUID(),
        aggregateType: 'suggestion',
        aggregateId: suggestionId,
        aggregateVersion: ++version,
        payload: {
          suggestionId,
          number: 'N1',
          action,
          fromStatus: SuggestionStatus.COLLECTED,
          toStatus: SuggestionStatus.ADMITTED,
          stationId,
          regionCode: '330700000000',
          leadUnitId: unitId,
          assistUnitIds: [],
          representativeId: null,
          actorRole: ActorRole.LIAISON_OFFICER,
          actorName: '李联络员',
        },
        topics: [topic.suggestion(suggestionId), topic.station(stationId), topic.unit(unitId)],
        occurredAt: clock.now(),
      });
      await appendToOutbox(db, 'identity', [event]);
      wakeRelay(db);
      await relay.drain();
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
