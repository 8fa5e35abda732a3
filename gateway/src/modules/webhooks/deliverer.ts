import { startLeader, webhookChanged } from '@lianxin/events';
import { Lane } from './lane.js';
import { anyWebhook, dueWebhooks } from './lane.sql.js';
import type { WebhookParts } from './webhook-parts.js';

/** Any fixed number will do: it stands for "delivers the webhooks of this database". */
const delivererLock = 7_236_031;

/** What delivers, in this process or standing by. */
export interface Deliverer {
  isLeading(): boolean;
  /** Returns when nothing is due. Only where this process leads. */
  idle(): Promise<void>;
  /** Cuts off the deliveries under way: they are repeated by whoever delivers next. */
  stop(): Promise<void>;
}

/** How to run it. */
export interface DelivererOptions {
  readonly url: string;
  /** Returns when the regions are known of everything in the log now. */
  readonly catchUpRegions: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/**
 * Delivers to every endpoint, each in a lane of its own: one that is slow or fails holds up nobody. One process of a
 * database does so at a time (`startLeader`); lanes belong to its leadership and end with it.
 */
export async function startDeliverer(parts: WebhookParts, options: DelivererOptions): Promise<Deliverer> {
  const lanes = new Map<string, Promise<void>>();
  let waiting: (() => void)[] = [];
  let reign = new AbortController();

  let anybodyListens = true;
  const bell = { ring: (): void => undefined };

  const startLane = (id: string): void => {
    const { signal } = reign;
    const run = new Lane(parts, id, signal)
      .run()
      .then(() => true)
      .catch((error: unknown) => {
        if (!signal.aborted) options.onError(error);
        return false;
      })
      .then((isDone) => {
        lanes.delete(id);
        // After a failure the next look is the poll's: ringing would hammer a database that is down.
        if (isDone) bell.ring();
      });
    lanes.set(id, run);
  };
  const dueNow = async (): Promise<readonly { readonly id: string }[]> => {
    anybodyListens = (await parts.db.query(anyWebhook)).length > 0;
    if (!anybodyListens) return [];
    await options.catchUpRegions();
    return parts.db.query(dueWebhooks, [parts.clock.now()]);
  };
  const started = await startLeader({
    url: options.url,
    name: 'lianxin webhooks',
    lock: delivererLock,
    onError: options.onError,
    // Where nobody listens, only a webhook that changes is news.
    wokenBy: () => (anybodyListens ? undefined : [webhookChanged.type]),
    onLost() {
      reign.abort();
      reign = new AbortController();
    },
    async step() {
      const asked = waiting;
      const due = await dueNow();
      for (const { id } of due) if (!lanes.has(id)) startLane(id);
      if (due.length === 0 && lanes.size === 0) {
        waiting = waiting.filter((each) => !asked.includes(each));
        for (const done of asked) done();
      }
      return false;
    },
  });
  bell.ring = () => started.ring();
  return {
    isLeading: () => started.isLeading(),
    idle() {
      const idle = new Promise<void>((resolve) => (waiting = [...waiting, resolve]));
      started.ring();
      return idle;
    },
    async stop() {
      await started.stop();
      await Promise.all(lanes.values());
    },
  };
}
