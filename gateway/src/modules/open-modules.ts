import type { Clock } from '@lianxin/calendar';
import type { RequestContext, Subgraph } from '@lianxin/subgraph-kit';
import type { Visibility } from '../live/visibility.js';
import type { Log } from '../log.js';
import {
  createDutySchemesSubgraph,
  type DutySchemesOptions,
  type DutySchemesSubgraph,
} from './duty-schemes/duty-schemes.subgraph.js';
import {
  createNotificationsSubgraph,
  type NotificationsOptions,
  type NotificationsSubgraph,
} from './notifications/notifications.subgraph.js';
import { createWebhooksSubgraph, type WebhooksOptions, type WebhooksSubgraph } from './webhooks/webhooks.subgraph.js';

/** Modules that follow the log with a database of their own; a gateway that is given none of it runs without. */
export interface ModuleOptions {
  readonly dutySchemes?: Omit<DutySchemesOptions, 'clock' | 'onError'> | undefined;
  readonly webhooks?: Omit<WebhooksOptions, 'clock' | 'onError'> | undefined;
  readonly notifications?: Omit<NotificationsOptions, 'clock' | 'onError' | 'visible'> | undefined;
}

/** The modules that run. */
export interface RunningModules extends AsyncDisposable {
  readonly dutySchemes: DutySchemesSubgraph | null;
  readonly webhooks: WebhooksSubgraph | null;
  readonly notifications: NotificationsSubgraph | null;
  /** All of them, to be joined to the graph. */
  readonly subgraphs: readonly Subgraph[];
}

/** Opens and starts what the options ask for. */
export async function openModules(
  options: ModuleOptions,
  { clock, log, visible }: { readonly clock: Clock; readonly log: Log; readonly visible: Visibility },
): Promise<RunningModules> {
  await using opened = new AsyncDisposableStack();
  const subgraphs: Subgraph[] = [];
  const start = async <Module extends Subgraph, Options extends object>(
    given: Options | undefined,
    create: (options: Options & { clock: Clock; onError: (error: unknown) => void }) => Promise<Module>,
  ): Promise<Module | null> => {
    if (given === undefined) return null;
    const onError = (cause: unknown): void => log.error('module.failed', { cause });
    const subgraph = await create({ ...given, clock, onError });
    opened.defer(() => subgraph.stop());
    await subgraph.start();
    subgraphs.push(subgraph);
    return subgraph;
  };
  const dutySchemes = await start(options.dutySchemes, createDutySchemesSubgraph);
  const webhooks = await start(options.webhooks, createWebhooksSubgraph);
  const notifications = await start(
    options.notifications && {
      ...options.notifications,
      visible: (ids: readonly string[], request: RequestContext) => visible(ids, { ...request, session: null }),
    },
    createNotificationsSubgraph,
  );
  const running = opened.move();
  return { dutySchemes, webhooks, notifications, subgraphs, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
