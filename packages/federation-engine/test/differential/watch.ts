import { runChild, type Message } from './child.js';
import { addReport, newReport, type Position, type Report } from './report.js';

export interface WatchOptions {
  /** Of the command line, for the processes that compare. */
  readonly options: readonly string[];
  readonly operations: number;
  readonly from: Position;
  /** Goes on after an end of the process. */
  readonly endless: boolean;
  /** How long an operation may take. */
  readonly patienceMs: number;
  write(text: string): void;
  progress(report: Report): void;
}

/**
 * The planner is native code: for some documents it ends the process it runs in, and from some it does not come back. So
 * one process compares and says where it is, and this one watches it, and goes on behind an operation that ended it.
 */
export async function watchDifferential(options: WatchOptions): Promise<Report> {
  const { operations, endless, patienceMs } = options;
  const report = newReport();
  const hear = (message: Message): void => {
    addReport(report, message.report);
    if (report.supergraphs % 50 === 0 && message.report.supergraphs > 0) options.progress(report);
  };
  let tried: Position | undefined;
  for (let next = options.from; ;) {
    let last: Message = { at: next, report: newReport(), shrinking: false };
    const left = String(operations - report.compared);
    const { ending, words } = await runChild(
      [...options.options, '--operations', left],
      next,
      patienceMs,
      (message) => {
        last = message;
        hear(message);
      },
    );
    if (ending === 'done') return report;
    const { at, shrinking } = last;
    const isSecond = tried?.seed === at.seed && tried.index === at.index;
    if (!shrinking && !isSecond && !(await isOfPlanner(at, options, report))) {
      // Perhaps the machine was busy.
      next = tried = at;
      continue;
    }
    if (shrinking) await tellWhole(at, options);
    else if (isSecond) tellEnd(at, `the process ${ending}`, words, options, report);
    if (!endless || report.compared >= operations) return report;
    next = { seed: at.seed, index: at.index + 1 };
  }
}

/** Another process does nothing but plan the operation: does it end in the same way? Then it is counted as skipped. */
async function isOfPlanner(at: Position, { patienceMs }: WatchOptions, report: Report): Promise<boolean> {
  let begun = false;
  const { ending } = await runChild(['--plan'], at, patienceMs, () => (begun = true));
  if (!begun || (ending !== 'died' && ending !== 'stuck')) return false;
  report.skipped[ending].push(at);
  return true;
}

/** A difference was found and counted, but a smaller operation ended the process. */
async function tellWhole(at: Position, { options, patienceMs }: WatchOptions): Promise<void> {
  await runChild([...options, '--whole', '--only', String(at.index)], at, patienceMs);
}

function tellEnd(
  { seed, index }: Position,
  what: string,
  words: string,
  { write }: WatchOptions,
  report: Report,
): void {
  report.differences++;
  write(`\n== supergraph ${seed}, operation ${index}: ${what}, and not by its planning\n${words}`);
}
