import { runChild, type Message, type Watch } from './child.js';
import { addReport, newReport, type Position, type Report } from './report.js';

export interface WatchOptions extends Watch {
  /** Of the command line, for the processes that compare. */
  readonly options: readonly string[];
  readonly operations: number;
  readonly from: Position;
  /** Goes on after an end of the process. */
  readonly endless: boolean;
  write(text: string): void;
  progress(report: Report): void;
}

/**
 * The planner is native code: for some documents it ends the process it runs in, and from some it does not come back. So
 * one process compares and says where it is, and this one watches it, and goes on behind an operation that ended it.
 */
export async function watchDifferential(options: WatchOptions): Promise<Report> {
  const { operations, endless } = options;
  const report = newReport();
  const hear = (message: Message): void => {
    addReport(report, message.report);
    if (report.supergraphs % 50 === 0 && message.report.supergraphs > 0) options.progress(report);
  };
  let tried: Position | undefined;
  for (let next = options.from; !options.signal.aborted;) {
    let last: Message = { at: next, report: newReport(), shrinking: false };
    const left = String(operations - report.compared);
    const { ending, words } = await runChild([...options.options, '--operations', left], next, options, (message) => {
      last = message;
      hear(message);
    });
    if (ending === 'done' || options.signal.aborted) break;
    const { at, shrinking } = last;
    const isSecond = tried?.seed === at.seed && tried.index === at.index;
    if (!shrinking && !isSecond && !(await isOfPlanner(at, options, report))) {
      // Perhaps the machine was busy.
      next = tried = at;
      continue;
    }
    if (shrinking) await tellWhole(at, options);
    else if (isSecond) tellEnd(at, `the process ${ending}`, words, options, report);
    if (!endless || report.compared >= operations) break;
    next = { seed: at.seed, index: at.index + 1 };
  }
  return report;
}

/** Another process does nothing but plan the operation: does it end in the same way? Then it is counted as skipped. */
async function isOfPlanner(at: Position, watch: Watch, report: Report): Promise<boolean> {
  let begun = false;
  const { ending } = await runChild(['--plan'], at, watch, () => (begun = true));
  if (watch.signal.aborted || !begun || (ending !== 'died' && ending !== 'stuck')) return false;
  report.skipped[ending].push(at);
  return true;
}

/** A difference was found and counted, but a smaller operation ended the process. */
async function tellWhole(at: Position, watch: WatchOptions): Promise<void> {
  await runChild([...watch.options, '--whole', '--only', String(at.index)], at, watch);
}

function tellEnd(at: Position, what: string, words: string, { write }: WatchOptions, report: Report): void {
  report.differences.push(at);
  write(`\n== supergraph ${at.seed}, operation ${at.index}: ${what}, and not by its planning\n${words}`);
}
