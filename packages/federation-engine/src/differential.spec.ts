import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const hooks = fileURLToPath(new URL('../../../.config/swc-hooks.mjs', import.meta.url));
const main = fileURLToPath(new URL('../test/differential/main.ts', import.meta.url));

/** First supergraphs of the runs. Another number is another set of supergraphs and operations. */
const seeds = [1, 20_261];
const operations = 1_600;

interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** In a process of its own: the planner, as native code, may end the process it runs in. */
function compare(seed: number): Promise<Outcome> {
  const args = ['--import', hooks, main, '--seed', String(seed), '--operations', String(operations), '--examples', '3'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const read = (chunk: Buffer): void => void (output += chunk.toString('utf8'));
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Both at once: one after the other would take twice as long. */
const outcomes = new Map<number, Promise<Outcome>>();

beforeAll(() => {
  for (const seed of seeds) outcomes.set(seed, compare(seed));
});

test.each(seeds)('generated operations get the answers of one schema, from seed %i on', async (seed) => {
  const { code, output } = await outcomes.get(seed)!;
  if (code !== 0) throw new Error(output);
  const [compared] = /seed \d+: (\d+) operations compared.*/.exec(output)?.slice(1) ?? [];
  expect(Number(compared)).toBeGreaterThanOrEqual(operations);
  process.stdout.write(`${/seed \d+: .*/.exec(output)?.[0]}\n`);
});
