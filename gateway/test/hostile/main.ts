import { parseArgs } from 'node:util';
import { startRunServer, stopRunServer } from '@lianxin/testing';
import { summary } from './report.js';
import { runHostile } from './run-hostile.js';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    from: { type: 'string', default: '0' },
  },
});
const write = (text: string): void => void process.stdout.write(`${text}\n`);

await startRunServer();
try {
  const report = await runHostile({
    seed: Number(values.seed),
    from: Number(values.from),
    documents: Number(values.documents),
    idleMs: 4_000,
    timePrepare: true,
    judgeWaits: true,
    withParallel: true,
    progress: ({ count, faults }) => write(`${count} of ${values.documents}, ${faults.length} faults`),
  });
  write(summary(report));
  if (report.faults.length > 0) process.exitCode = 1;
} finally {
  await stopRunServer();
}
