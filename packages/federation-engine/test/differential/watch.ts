import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { addReport, newReport, type Position, type Report } from './report.js';

/** What the process that compares tells the one that watches it. */
export type Message = { readonly at: Position; readonly report?: undefined } | { readonly report: Report };

export interface WatchOptions {
  /** Of the command line, for the process that compares. */
  readonly options: readonly string[];
  readonly operations: number;
  readonly from: Position;
  /** Goes on after an end of the process. */
  readonly endless: boolean;
  progress(report: Report): void;
}

/**
 * The planner is native code, and for some documents it ends the process it runs in. So one process compares and says
 * where it is, and this one watches it, counts such an end, and goes on behind that operation.
 */
export async function watchDifferential({
  options,
  operations,
  from,
  endless,
  progress,
}: WatchOptions): Promise<Report> {
  const report = newReport();
  let at = from;
  for (let next = from; ; next = { seed: at.seed, index: at.index + 1 }) {
    at = next;
    const left = String(operations - report.compared);
    const args = [...options, '--operations', left, '--from', JSON.stringify(next)];
    const { code, words } = await compare(args, (message) => {
      if (!message.report) {
        at = message.at;
        return;
      }
      addReport(report, message.report);
      if (report.supergraphs % 50 === 0 && message.report.supergraphs > 0) progress(report);
    });
    if (code === 0) return report;
    if (!words.includes('panicked at lib/query-planner')) {
      throw new Error(`Comparing stopped at supergraph ${at.seed}, operation ${at.index}:\n${words}`);
    }
    report.ended.push(at);
    if (!endless || report.compared >= operations) return report;
  }
}

function compare(
  args: readonly string[],
  hear: (message: Message) => void,
): Promise<{ readonly code: number | null; readonly words: string }> {
  const child = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), args, {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    // Traces of errors that are part of an answer are never read.
    execArgv: [...process.execArgv, '--stack-trace-limit=3'],
    // Without the checks that graphql-js makes for development: a third of the time.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words += chunk.toString('utf8');
  });
  child.on('message', (message) => hear(message as Message));
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, words }));
  });
}
