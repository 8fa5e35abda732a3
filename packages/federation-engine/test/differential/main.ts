import { parseArgs } from 'node:util';
import { runDifferential } from './differential.js';
import { planOne } from './plan-one.js';
import { newReport, summary, type Position } from './report.js';
import { watchDifferential } from './watch.js';

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '2000' },
    each: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    only: { type: 'string' },
    examples: { type: 'string', default: '10' },
    oracle: { type: 'boolean', default: false },
    plans: { type: 'boolean', default: false },
    whole: { type: 'boolean', default: false },
    patience: { type: 'string', default: '20' },
    from: { type: 'string' },
    plan: { type: 'boolean', default: false },
  },
});
const write = (text: string): void => void process.stdout.write(`${text}\n`);
const operations = Number(values.operations);
const only = values.only === undefined ? undefined : Number(values.only);

if (process.send && values.from !== undefined) {
  const from = JSON.parse(values.from) as Position;
  if (values.plan) planOne(from, () => process.send?.({ at: from, report: newReport(), shrinking: false }));
  else await compareFrom(from);
  process.disconnect();
} else {
  const startedAt = performance.now();
  const secondsSince = (): number => (performance.now() - startedAt) / 1_000;
  const seed = Number(values.seed);
  // Whoever stops a long run still reads what it has found.
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopped.abort());
  const report = await watchDifferential({
    options: process.argv.slice(2),
    operations,
    from: { seed, index: only ?? 0 },
    endless: only === undefined,
    patienceMs: Number(values.patience) * 1_000,
    signal: stopped.signal,
    write,
    progress: ({ compared, differences }) =>
      write(
        `${compared} of ${operations}, ${Math.round(compared / secondsSince())} a second, ${differences.length} differences`,
      ),
  });
  write(summary(report, seed, secondsSince()));
  if (report.differences.length > 0) process.exitCode = 1;
}

function compareFrom(from: Position): Promise<void> {
  return runDifferential({
    operations,
    each: Number(values.each),
    only,
    examples: Number(values.examples),
    showOracle: values.oracle,
    showPlans: values.plans,
    whole: values.whole,
    from,
    write,
    reach: (message) => void process.send?.(message),
  });
}
