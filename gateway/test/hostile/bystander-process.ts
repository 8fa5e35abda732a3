import type { Seen } from './bystander.types.js';
import { Sender } from './send.js';

/** A client that asks the same small question in a steady rhythm, whatever else goes on; alone in its process. */
const everyMs = 10;
const body = '{"query":"{ mainStation { id name } }"}';
const expected = '{"data":{"mainStation":{"id":"s1","name":"main"}}}';

const sender = new Sender(process.argv[2] ?? '', '203.0.113.7');
let waits: number[] = [];
let wrong: string[] = [];
let begun: number | undefined;
let open = true;
process.on('disconnect', () => (open = false));

/** What was seen since the last time, and forgets it. */
function take(): Seen {
  const seen = { waits, waiting: begun === undefined ? 0 : performance.now() - begun, wrong };
  waits = [];
  wrong = [];
  return seen;
}
process.on('message', () => process.send?.(take()));

while (open) {
  begun = performance.now();
  const { status, text, dropped } = await sender.send({ face: 'POST', body });
  waits.push(performance.now() - begun);
  begun = undefined;
  if (open && (status !== 200 || text !== expected)) wrong.push(dropped ?? `${status} ${text.slice(0, 200)}`);
  await new Promise((resolve) => setTimeout(resolve, everyMs));
}
sender.close();
