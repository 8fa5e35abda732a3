import 'reflect-metadata';
import { createWorld } from '../gateway-world.js';
import { StallWatch } from './stall-watch.js';
import { tangledSubgraphs } from './tangle.js';
import type { Noted, Order, Told } from './gateway-process.types.js';

/**
 * The gateway under attack, in a process of its own: nothing but the gateway can hold its event loop up. Nothing prepared
 * is kept, so that a request that is sent again costs what it cost the first time.
 */
const slowMs = 4;
let calls = 0;
await using world = await createWorld({
  subgraphs: tangledSubgraphs(() => (calls += 1)),
  trustedProxies: ['127.0.0.1', '::1'],
  limits: { cachedDocuments: 0, messagesPerMinute: Number.MAX_SAFE_INTEGER },
});
using stalls = new StallWatch();

const tell = (told: Told): void => void process.send?.(told);

/** What happened since the last time. */
function note(): Noted {
  const noted = { stallMs: stalls.take(), calls, logged: world.logged.splice(0) };
  calls = 0;
  return noted;
}

/** Milliseconds that `prepare` takes for a document: the best of three, and of more when that is slow. */
function timePrepare(document: string): { ms: number; refused: boolean } {
  let ms = Infinity;
  let refused = false;
  for (let n = 0; n < 3 || (n < 12 && ms > slowMs); n++) {
    const begun = performance.now();
    refused = world.gateway.engine.prepare(document).errors !== undefined;
    ms = Math.min(ms, performance.now() - begun);
  }
  return { ms, refused };
}

const done = new Promise<void>((resolve) => {
  process.on('disconnect', resolve);
  process.on('message', (order: Order) => {
    if (order.what === 'note') tell({ what: 'noted', noted: note() });
    else tell({ what: 'prepared', ...timePrepare(order.document) });
  });
});
tell({ what: 'listening', url: world.url });
await done;
