import type { Clock } from '@lianxin/calendar';
import { openDb, type SchemaModule } from '@lianxin/database';
import { type Consumer, startConsumer } from '@lianxin/events';
import { createIntlFieldCipher } from '@lianxin/privacy';
import type { Subgraph } from '@lianxin/subgraph-kit';
import { regionPathConsumer } from '../region-paths/region-paths.js';
import { NetworkList } from '../../guard/network-list.js';
import { addressGuard } from './address-guard.js';
import { type Deliverer, startDeliverer } from './deliverer.js';
import { CreateWebhooks1768100000000 } from './migrations/1768100000000-create-webhooks.js';
import { sweepWebhooks } from './sweep-webhooks.js';
import { webhookSecrets } from './webhook-secret.js';
import { webhooksContext, type WebhooksContext } from './webhooks.context.js';
import { webhooksSchema } from './webhooks.schema.js';
import type { WebhookParts } from './webhook-parts.js';

/** What webhooks keep in the database. */
export const webhooksModule: SchemaModule = {
  name: 'webhooks',
  entities: [],
  migrations: [CreateWebhooks1768100000000],
};

/** The consumer that tells webhooks which region lies in which. */
export const webhookRegionsConsumer = regionPathConsumer('webhooks');

/** What webhooks need. */
export interface WebhooksOptions {
  /** Address of the database as the role `lianxin_webhooks`. */
  readonly databaseUrl: string;
  readonly clock: Clock;
  /** 32 bytes: wraps the keys of the secrets. */
  readonly secretsKey: Buffer;
  /** Internal networks that deliveries may reach all the same, e.g. `10.20.0.0/16`; http only to loopback among them. */
  readonly networks: readonly string[];
  /** Milliseconds for a whole exchange with a receiver; 10 s unless told. */
  readonly timeoutMs?: number | undefined;
  readonly onError: (error: unknown) => void;
}

/** Webhooks, running. */
export interface WebhooksSubgraph extends Subgraph<WebhooksContext> {
  /** Whether this process delivers. */
  isDelivering(): boolean;
  /** Returns when everything in the log is delivered that can be now. Only where this process delivers. */
  catchUp(): Promise<void>;
}

const sweepMs = 3_600_000;
/** Seldom: whoever needs the regions asks the consumer to catch up. */
const regionsPollMs = 5_000;

/** Opens the database of webhooks; deliveries begin with `start`. */
export async function createWebhooksSubgraph(options: WebhooksOptions): Promise<WebhooksSubgraph> {
  const { databaseUrl, clock, onError, timeoutMs = 10_000 } = options;
  const guard = addressGuard(new NetworkList(options.networks));
  const secrets = webhookSecrets(createIntlFieldCipher({ activeKeyId: 'k1', keys: { k1: options.secretsKey } }));
  const db = await openDb({ url: databaseUrl, schema: webhooksModule.name, applicationName: 'lianxin webhooks' });
  const parts: WebhookParts = { db, clock, secrets, guard, timeoutMs };
  let running:
    { readonly consumer: Consumer; readonly deliverer: Deliverer; readonly timer: NodeJS.Timeout } | undefined;

  return {
    name: webhooksModule.name,
    ...webhooksSchema(),
    db,
    createContext: (request) => webhooksContext(parts, request),
    isDelivering: () => running?.deliverer.isLeading() ?? false,
    async start() {
      const consumer = await startConsumer({ ...webhookRegionsConsumer, db, onError, pollMs: regionsPollMs });
      const catchUpRegions = (): Promise<void> => consumer.catchUp();
      const deliverer = await startDeliverer(parts, { url: databaseUrl, catchUpRegions, onError });
      // A sweep that fails is repeated by the next one; nothing depends on it but disk space.
      const sweep = (): void => void sweepWebhooks(db, clock.now()).catch(onError);
      sweep();
      running = { consumer, deliverer, timer: setInterval(sweep, sweepMs).unref() };
    },
    async catchUp() {
      await running?.consumer.catchUp();
      await running?.deliverer.idle();
    },
    async stop() {
      clearInterval(running?.timer);
      await running?.deliverer.stop();
      await running?.consumer.stop();
      await db.close();
    },
  };
}
