import { generateLoad } from '../load/http-load.js';
import { residentMiB } from '../load/process-usage.js';
import { distinctOperation } from './distinct-operations.js';
import type { RunningContender } from './run-contenders.js';

const steps = 10;

/** Sends operations of which no two are equal, and shows the memory of the process as they go by: it must not grow on. */
export async function watchMemory(
  { contender, peer, targetOf }: RunningContender,
  operations: number,
  connections: number,
): Promise<void> {
  const resident = async (): Promise<string> => `${(await residentMiB(peer.pid))?.toFixed(0) ?? '–'} MiB`.padStart(9);
  console.log(`\n${contender.title}: distinct operations, resident memory\n`);
  console.log(`${'0'.padStart(7)}  ${await resident()}`);
  const each = Math.ceil(operations / steps);
  for (let sent = each; sent <= operations; sent += each) {
    const bodies = Array.from({ length: each }, (_, i) =>
      JSON.stringify({ query: distinctOperation(sent - each + i) }),
    );
    const load = await generateLoad(targetOf(bodies), { connections, requests: each });
    console.log(`${sent.toString().padStart(7)}  ${await resident()}  ${load.requestsPerSecond.toFixed(0)} req/s`);
  }
}
