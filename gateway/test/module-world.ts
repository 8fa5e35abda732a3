import { randomUUID } from 'node:crypto';
import type { Db } from '@lianxin/database';
import {
  ActorRole,
  appendToOutbox,
  eventsModule,
  type NewEvent,
  type Relay,
  startRelay,
  stationRegistered,
  SuggestionAction,
  SuggestionStatus,
  suggestionTransitioned,
  topic,
} from '@lianxin/events';
import { createGateway, type Gateway, gatewayModules, type GatewayOptions, type Grant } from '@lianxin/gateway';
import { type GraphqlAnswer, type TestClock, testClock, testDatabase } from '@lianxin/testing';
import { stubSubgraphs } from './stub-subgraphs.js';

type Payload = ReturnType<typeof suggestionTransitioned.read>['payload'];

/** Regions of the tests: a city, one of its districts, and another city. */
export const regions = { city: '330700000000', district: '330702000000', other: '331000000000' } as const;

/** A transition: its payload as far as it matters, and what only topics and actor say. */
export interface GivenTransition extends Partial<Payload> {
  readonly ownerId?: string;
  readonly formerUnitId?: string;
  readonly actorId?: string;
}

/** Gateways whose modules follow the log, over stub subgraphs, on a database of their own. */
export interface ModuleWorld extends AsyncDisposable {
  readonly clock: TestClock;
  readonly db: Db;
  readonly relay: Relay;
  readonly urlFor: (schema: string) => string;
  readonly failures: string[];
  /** Starts a gateway; `options` go to its modules. It ends with the world, or before. */
  gateway(options: Partial<GatewayOptions>): Promise<Gateway>;
  /** Opens an account; returns its id. */
  account(gateway: Gateway, username: string, grants: readonly Grant[]): Promise<string>;
  /** Runs an operation as an account. */
  ask(gateway: Gateway, username: string, query: string, variables?: object): Promise<GraphqlAnswer>;
  /** Where a gateway listens. */
  urlOf(gateway: Gateway): string;
  tokenOf(gateway: Gateway, username: string): Promise<string>;
  /** What a gateway tells of itself. */
  metrics(gateway: Gateway): Promise<string>;
  /** Writes transitions and waits until the log has them; their event ids. */
  transitions(...given: GivenTransition[]): Promise<string[]>;
  /** The database as the role of a schema. */
  as(schema: string): Promise<Db>;
  /** Writes events and waits until the log has them. */
  write(...events: NewEvent[]): Promise<void>;
}

const password = 'correct horse battery';

const defaults: Payload = {
  suggestionId: 's1',
  number: 'JH-1',
  action: SuggestionAction.ADMIT,
  fromStatus: SuggestionStatus.COLLECTED,
  toStatus: SuggestionStatus.ADMITTED,
  stationId: 'st1',
  regionCode: regions.district,
  leadUnitId: null,
  assistUnitIds: [],
  representativeId: null,
  actorRole: ActorRole.LIAISON_OFFICER,
  actorName: '李联络员',
};

export async function moduleWorld(): Promise<ModuleWorld> {
  await using opened = new AsyncDisposableStack();
  const database = opened.use(await testDatabase({ modules: [eventsModule, ...gatewayModules] }));
  const sources = gatewayModules.map(({ name }) => name);
  const relay = opened.use(await startRelay({ url: database.urlFor('events'), sources }));
  const db = await database.openAsAdmin('identity');
  // Verifiers of other makers go by the clock of the machine.
  const clock = testClock(new Date());
  const failures: string[] = [];
  const note = (event: string, fields?: object): void => void failures.push(`${event} ${JSON.stringify(fields)}`);
  const urls = new Map<Gateway, string>();
  let version = 0;

  const write = async (...events: NewEvent[]): Promise<void> => {
    await appendToOutbox(db, 'identity', events);
    await relay.drain();
  };
  const stationAt = (stationId: string, regionPath: string[]): NewEvent =>
    stationRegistered.create({
      aggregateType: 'station',
      aggregateId: stationId,
      aggregateVersion: 1,
      payload: {
        stationId,
        code: stationId,
        name: stationId,
        tier: 'HOME',
        kind: 'FIXED',
        regionCode: regionPath.at(-1) ?? '',
        regionPath,
      },
      topics: [topic.station(stationId)],
      occurredAt: clock.now(),
    });
  await write(stationAt('st1', [regions.city, regions.district]), stationAt('st9', [regions.other]));
  const tokens = new Map<string, { readonly token: string; readonly until: Date }>();
  /** Signs in when there is no token that is still good: passwords are slow to check. */
  const tokenOf = async (gateway: Gateway, username: string): Promise<string> => {
    const known = tokens.get(username);
    if (known !== undefined && known.until > clock.now()) return known.token;
    const outcome = await gateway.identity.signIn({ username, password, requestId: 'test' });
    if (!outcome.ok) throw new Error(outcome.reason.code);
    tokens.set(username, { token: outcome.session.token, until: outcome.session.expiresAt });
    return outcome.session.token;
  };
  const running = opened.move();

  return {
    clock,
    db,
    relay,
    urlFor: database.urlFor,
    failures,
    async gateway(options) {
      const gateway = await createGateway({
        subgraphs: stubSubgraphs(),
        identity: { databaseUrl: database.urlFor('identity') },
        dutyIndex: { databaseUrl: database.urlFor('duty_index') },
        logUrl: database.urlFor('events'),
        clock,
        keys: { token: Buffer.alloc(32, 7) },
        backlog: { sources, consumerSchemas: sources.filter((name) => name !== 'identity') },
        log: { info: () => undefined, warn: note, error: note },
        ...options,
      });
      running.defer(() => gateway.close());
      urls.set(gateway, `http://127.0.0.1:${String((await gateway.listen({ port: 0, host: '127.0.0.1' })).port)}`);
      return gateway;
    },
    account: async (gateway, username, grants) =>
      (await gateway.identity.createAccount({ username, displayName: username, password, grants })).accountId,
    async ask(gateway, username, query, variables = {}) {
      const answer = await fetch(`${urls.get(gateway) ?? ''}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'accept-language': 'en',
          authorization: `Bearer ${await tokenOf(gateway, username)}`,
        },
        body: JSON.stringify({ query, variables }),
      });
      return (await answer.json()) as GraphqlAnswer;
    },
    urlOf: (gateway) => urls.get(gateway) ?? '',
    tokenOf,
    metrics: async (gateway) => (await fetch(`${urls.get(gateway) ?? ''}/metrics`)).text(),
    as: (schema) => database.open({ name: schema, entities: [], migrations: [] }),
    async transitions(...given) {
      const events = given.map(({ ownerId, formerUnitId, actorId, ...own }) => {
        const payload = { ...defaults, ...own };
        const units = [formerUnitId ?? null, payload.leadUnitId, ...payload.assistUnitIds].filter((id) => id !== null);
        return suggestionTransitioned.create({
          eventId: randomUUID(),
          aggregateType: 'suggestion',
          aggregateId: payload.suggestionId,
          aggregateVersion: ++version,
          payload,
          topics: [
            topic.suggestion(payload.suggestionId),
            topic.station(payload.stationId),
            ...units.map(topic.unit),
            ...(ownerId === undefined ? [] : [topic.account(ownerId)]),
          ],
          actor: { role: payload.actorRole, name: payload.actorName, ...(actorId && { accountId: actorId }) },
          occurredAt: clock.now(),
        });
      });
      await write(...events);
      return events.map(({ eventId }) => eventId);
    },
    write,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
