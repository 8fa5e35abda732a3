import type { Clock } from '@lianxin/calendar';
import type { Subgraph } from '@lianxin/subgraph-kit';
import type { Log } from '../log.js';
import { createWebhooksSubgraph, type WebhooksOptions, type WebhooksSubgraph } from './webhooks/webhooks.subgraph.js';

/** Modules that follow the log with a database of their own; a gateway that is given none of it runs without. */
export interface ModuleOptions {
  readonly webhooks?: Omit<WebhooksOptions, 'clock' | 'onError'> | undefined;
}

/** The modules that run. */
export interface RunningModules extends AsyncDisposable {
  readonly webhooks: WebhooksSubgraph | null;
  /** All of them, to be joined to the graph. */
  readonly subgraphs: readonly Subgraph[];
}

/** Opens and starts what the options ask for. */
export async function openModules(options: ModuleOptions, clock: Clock, log: Log): Promise<RunningModules> {
  await using opened = new AsyncDisposableStack();
  const subgraphs: Subgraph[] = [];
  let webhooks: WebhooksSubgraph | null = null;
  if (options.webhooks !== undefined) {
    const onError = (cause: unknown): void => log.error('webhooks.failed', { cause });
    const subgraph = await createWebhooksSubgraph({ ...options.webhooks, clock, onError });
    opened.defer(() => subgraph.stop());
    await subgraph.start();
    subgraphs.push(subgraph);
    webhooks = subgraph;
  }
  const running = opened.move();
  return { webhooks, subgraphs, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
