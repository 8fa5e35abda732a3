import { eventSources } from '../../../src/platform/schema-modules.js';
import type { Traffic } from '../traffic/traffic.js';
import { until } from '../until.js';
import type { CrashWorld } from '../world/crash-world.js';
import { consumerFaults } from './consumers.js';
import { logFaults } from './log.js';
import { notificationFaults } from './notifications.js';
import { expectedOf, subscriberFaults } from './subscribers.js';
import { transitionFaults } from './transitions.js';

/** What is not there by then will not come by itself. */
const settleMs = 30_000;

/** Whose consumers stand at the end of the log when it is quiet: those of the others write events while they go there. */
const consumers = ['suggestions', 'representatives', 'duty_index', 'duty_schemes', 'notifications'];

async function isMoved({ admin }: CrashWorld): Promise<boolean> {
  const filled = eventSources.map((schema) => `exists (select from ${schema}.outbox)`).join(' or ');
  const behind = consumers.map(
    (schema) => `exists (select from ${schema}.consumer_checkpoint c where c.position < h.position)`,
  );
  const [row] = await admin.queryText<{ moved: boolean }>(
    `select not (${filled} or ${behind.join(' or ')}) as moved from events.head h`,
  );
  return row?.moved === true;
}

/** Waits until all that was written has arrived everywhere, or has had its time; whatever is missing the checks tell. */
export async function settle(world: CrashWorld, { subscribers }: Traffic): Promise<void> {
  await until('the log to settle', settleMs, () => isMoved(world)).catch(() => undefined);
  for (const subscriber of subscribers) {
    const expected = await expectedOf(world, subscriber);
    await until(subscriber.name, settleMs, () => subscriber.received.length >= expected.length).catch(() => undefined);
  }
}

/** Everything that must hold when all is quiet. */
export async function faultsOf(world: CrashWorld, { ledger, subscribers }: Traffic): Promise<string[]> {
  const unasked = [...world.processes().byName.values()].flatMap((served) => served.unasked);
  const ofSubscribers: string[] = [];
  for (const subscriber of subscribers) ofSubscribers.push(...(await subscriberFaults(world, subscriber)));
  return [
    ...unasked,
    ...(await transitionFaults(world, ledger)),
    ...(await logFaults(world)),
    ...(await consumerFaults(world)),
    ...(await notificationFaults(world)),
    ...ofSubscribers,
  ];
}
