import { randomUUID } from 'node:crypto';
import type { Gateway } from '@lianxin/gateway';
import { Role } from '@lianxin/subgraph-kit';
import { expectOk, type GraphqlAnswer } from '@lianxin/testing';
import { moduleWorld, type ModuleWorld, regions } from './module-world.js';
import { type Receiver, startReceiver } from './webhook-receiver.js';

const shown = `id version url status disabledReason cursor lag topics eventTypes failingSince previousSecretUntil
  deliveries(first: 50) { totalCount edges { node {
    id eventId eventType status attempts httpStatus fault nextAttemptAt } } }`;

/** A delivery as the API shows it. */
export interface ShownDelivery {
  readonly id: string;
  readonly eventId: string;
  readonly status: string;
  readonly attempts: number;
  readonly httpStatus: number | null;
  readonly fault: string | null;
  readonly nextAttemptAt: string | null;
}

/** An endpoint as the API shows it. */
export interface ShownWebhook {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly disabledReason: string | null;
  readonly cursor: string | null;
  readonly lag: number;
  readonly deliveries: { readonly totalCount: number; readonly edges: readonly { readonly node: ShownDelivery }[] };
}

/** An endpoint with its secret. */
export interface Registered extends ShownWebhook {
  readonly secret: string;
}

/** A world that delivers to a receiver, with clerks of the city's office (`city`), a district's and another city's. */
export interface WebhookWorld extends Omit<ModuleWorld, 'metrics'> {
  readonly receiver: Receiver;
  readonly gateway1: Gateway;
  /** Starts another gateway that delivers, or stands by to. */
  another(): Promise<Gateway>;
  register(path: string, more?: object, who?: string): Promise<Registered>;
  webhook(id: string, who?: string): Promise<ShownWebhook | null>;
  deliveries(id: string): Promise<ShownDelivery[]>;
  /** Sends a command on an endpoint as it is now. */
  command(name: string, id: string, more?: object, who?: string): Promise<GraphqlAnswer>;
  /** The same, with the endpoint that it must answer. */
  done(name: string, id: string, more?: object): Promise<Registered>;
  metrics(): Promise<string>;
  /** Returns when nothing is due. */
  settled(): Promise<void>;
}

const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** The type of a command's input. */
const inputOf = (name: string): string =>
  ['updateWebhook', 'replayWebhook', 'redeliverWebhook', 'registerWebhook'].includes(name)
    ? `${upper(name)}Input`
    : 'WebhookCommandInput';

const payloadOf = (name: string): string =>
  ['registerWebhook', 'rotateWebhookSecret'].includes(name)
    ? `... on WebhookSecretPayload { secret webhook { ${shown} } }`
    : `... on WebhookPayload { webhook { ${shown} } }`;

const mutation = (name: string): string =>
  `mutation($input: ${inputOf(name)}!) { ${name}(input: $input) { __typename ${payloadOf(name)}
    ... on Refusal { code message } ${name === 'registerWebhook' ? '' : '... on VersionConflict { currentVersion }'} } }`;

interface Payload {
  readonly webhook: ShownWebhook;
  readonly secret: string;
}

const registered = (answer: GraphqlAnswer, name: string): Registered => {
  const { [name]: payload } = expectOk<Record<string, Payload>>(answer);
  if (payload?.webhook === undefined) throw new Error(JSON.stringify(answer));
  return { ...payload.webhook, secret: payload.secret };
};

export async function webhookWorld(): Promise<WebhookWorld> {
  await using opened = new AsyncDisposableStack();
  const receiver = opened.use(await startReceiver());
  const world = opened.use(await moduleWorld());
  const another = (): Promise<Gateway> =>
    world.gateway({
      webhooks: {
        databaseUrl: world.urlFor('webhooks'),
        secretsKey: Buffer.alloc(32, 9),
        networks: ['127.0.0.0/8'],
        timeoutMs: 3_000,
      },
    });
  const gateway1 = await another();
  const office = (regionCode: string) => [{ role: Role.OFFICE_CLERK, regionCode }];
  await world.account(gateway1, 'city', office(regions.city));
  await world.account(gateway1, 'district', office(regions.district));
  await world.account(gateway1, 'other', office(regions.other));
  await world.account(gateway1, 'officer', [{ role: Role.LIAISON_OFFICER, stationId: 'st1' }]);
  const running = opened.move();

  const ask = (who: string, query: string, variables?: object): Promise<GraphqlAnswer> =>
    world.ask(gateway1, who, query, variables);
  const webhook = async (id: string, who = 'city'): Promise<ShownWebhook | null> =>
    expectOk<{ webhook: ShownWebhook | null }>(
      await ask(who, `query($id: ID!) { webhook(id: $id) { ${shown} } }`, { id }),
    ).webhook;
  const command: WebhookWorld['command'] = async (name, id, more = {}, who = 'city') => {
    const known = await webhook(id, who === 'officer' ? 'city' : who);
    const input = { idempotencyKey: randomUUID(), id, expectedVersion: known?.version ?? 1, ...more };
    return ask(who, mutation(name), { input });
  };
  return {
    ...world,
    receiver,
    gateway1,
    another,
    async register(path, more = {}, who = 'city') {
      const input = {
        idempotencyKey: randomUUID(),
        url: receiver.url + path,
        description: '督查系统',
        eventTypes: ['SUGGESTION_TRANSITIONED'],
        ...more,
      };
      return registered(await ask(who, mutation('registerWebhook'), { input }), 'registerWebhook');
    },
    webhook,
    deliveries: async (id) => (await webhook(id))?.deliveries.edges.map(({ node }) => node) ?? [],
    command,
    done: async (name, id, more) => registered(await command(name, id, more), name),
    metrics: () => world.metrics(gateway1),
    async settled() {
      await gateway1.webhooks?.catchUp();
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** The document of a command, for tests that send it as they like. */
export const webhookMutation = mutation;
