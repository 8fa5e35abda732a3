import { Sender } from './send.js';
import type { Waits } from './bystander.js';

/** A client that asks the same small question in a steady rhythm, whatever else goes on; alone in its process. */
const everyMs = 10;
const body = '{"query":"{ mainStation { id name } }"}';
const expected = '{"data":{"mainStation":{"id":"s1","name":"main"}}}';

const sender = new Sender(process.argv[2] ?? '');
let waits: number[] = [];
let wrong = new Set<string>();
let open = true;
process.on('disconnect', () => (open = false));

/** What was seen since the last time, and forgets it. */
function take(): Waits {
  const sorted = waits.sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const taken = { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1), wrong: [...wrong] };
  waits = [];
  wrong = new Set();
  return taken;
}
process.on('message', () => process.send?.(take()));

while (open) {
  const begun = performance.now();
  const { status, text, dropped } = await sender.send({ face: 'POST', body });
  waits.push(performance.now() - begun);
  if (open && (status !== 200 || text !== expected)) wrong.add(dropped ?? `${status} ${text.slice(0, 200)}`);
  await new Promise((resolve) => setTimeout(resolve, everyMs));
}
sender.close();
