import { latestPosition } from '@lianxin/events';
import { faultsOf, settle } from './checks/quiesce.js';
import type { CuttingProxy } from './traffic/cutting-proxy.js';
import type { Traffic } from './traffic/traffic.js';
import type { CrashWorld } from './world/crash-world.js';

/** Steps of each writer between two looks at the number of cuts. */
const stepsEach = 5;
/** Subscribers that join for it, six by six. */
const moreFeeds = 6;
/** How often to tell how far it is. */
const everyMs = 10_000;

/** Traffic over lines that are cut, until there have been so many cuts; then every client's log against the server's. */
export async function disconnects(
  world: CrashWorld,
  traffic: Traffic,
  proxy: CuttingProxy,
  { cuts, stopping }: { readonly cuts: number; readonly stopping: AbortSignal },
  say: (text: string) => void,
): Promise<string[]> {
  const goal = proxy.cuts + cuts;
  proxy.setCutting(true);
  traffic.followFeeds(moreFeeds, await latestPosition(world.admin));
  for (const subscriber of traffic.subscribers) subscriber.reconnect();
  let told = performance.now();
  while (proxy.cuts < goal && !stopping.aborted && traffic.ledger.faults.length === 0) {
    await traffic.write(stepsEach);
    if (performance.now() - told < everyMs) continue;
    told = performance.now();
    say(`  ${proxy.cuts} cuts, ${traffic.ledger.acknowledged.length} acknowledged`);
  }
  proxy.setCutting(false);
  await settle(world, traffic);
  return faultsOf(world, traffic);
}
