import { median } from '../load/latencies.js';
import { barPlot } from '../report/bar-plot.js';
import { machineKind } from '../report/machine.js';
import { writeResults } from '../report/results.js';
import { textTable } from '../report/table.js';
import { ratioOfRounds } from '../load/ratio-of-rounds.js';
import type { Contender, Rounds } from './measure.js';
import type { IndexOptions } from './options.js';
import { type Spread, spreadLine } from './spread.js';
import type { Touched } from './update.js';
import type { IndexWorld } from './world.js';

/** One event at a length of history. */
export interface UpdateCost extends Touched {
  readonly name: string;
  readonly events: number;
}

/** What was measured of one board. */
export interface WorldReport {
  readonly world: Pick<IndexWorld, 'members' | 'events' | 'rebuildMs' | 'plainRebuildMs'>;
  readonly spread: Spread;
  readonly times: ReadonlyMap<Contender, Rounds>;
  readonly costs: readonly UpdateCost[];
}

const times = (factor: number): string => (factor >= 10 ? factor.toFixed(0) : factor.toFixed(2));

/** Figures of everybody; the ratio says how many times faster than the plain SQL of the same rounds. */
function figuresOf({ times: measured }: WorldReport) {
  const named = new Map([...measured].map(([{ name }, rounds]) => [name, rounds]));
  return [...measured].map(([{ name, isOwn, against }, rounds]) => ({
    name: name.trim(),
    isOwn,
    against,
    ms: median(rounds),
    ratio: ratioOfRounds(named.get(against) ?? rounds, rounds, (round) => round),
    rounds,
  }));
}

function rebuildLine({ world: { events, rebuildMs, plainRebuildMs } }: WorldReport): string {
  const [seconds, plain] = [rebuildMs, plainRebuildMs].map((ms) => (ms / 1_000).toFixed(1));
  const perSecond = ((events / rebuildMs) * 1_000).toFixed(0);
  const ratio = times(rebuildMs / plainRebuildMs);
  return `rebuild: ${seconds} s, ${perSecond} events/s, ${ratio} times as long as plain tables of the log: ${plain} s`;
}

/** The tables of one board. */
export function tablesOf(report: WorldReport): string {
  const { members, events } = report.world;
  const timesTable = textTable(
    [
      `${members.toLocaleString('en')} members, ${events.toLocaleString('en')} events`,
      'ms',
      'times faster',
      'rounds (ms)',
    ],
    figuresOf(report).map(({ name, ms, ratio, rounds }) => [
      name,
      ms.toFixed(2),
      times(ratio),
      rounds.map((each) => each.toFixed(1)).join(' '),
    ]),
  );
  const costTable = textTable(
    ['one event', 'history', 'statements', 'rows read', 'rows written'],
    report.costs.map(({ name, events: history, statements, rowsRead, rowsWritten }) => [
      name,
      history.toLocaleString('en'),
      ...[statements, rowsRead, rowsWritten].map(String),
    ]),
  );
  return `${timesTable}\n\n${spreadLine(report.spread)}\n\n${costTable}\n\n${rebuildLine(report)}`;
}

/** One line a board: what it costs beside plain SQL, and what one event costs beside a short history. */
export function summaryOf(reports: readonly WorldReport[]): string {
  const rows = reports.map((report) => {
    const { members, events, rebuildMs, plainRebuildMs } = report.world;
    const figures = figuresOf(report);
    const cell = (name: string): string => {
      const found = figures.find((each) => each.name === name);
      return found ? `${found.ms.toFixed(1)} (${times(found.ratio)})` : '';
    };
    const flat = (name: string): string => {
      const at = figures.findIndex((each) => each.name === name);
      const [long, short] = [figures[at], figures[at + 1]];
      return long && short ? `${long.ms.toFixed(1)} / ${short.ms.toFixed(1)}` : '';
    };
    return [
      members.toLocaleString('en'),
      events.toLocaleString('en'),
      (figures[0]?.ms ?? 0).toFixed(0),
      ...[
        'again, a page of 100',
        'cold, a page of 100',
        'after an event, a page of 100',
        'first ever, a page of 100',
      ].map((name) => cell(`board, ${name}`)),
      flat('an inspection changes'),
      flat('a finding changes'),
      `${(rebuildMs / 1_000).toFixed(1)} (${times(rebuildMs / plainRebuildMs)})`,
    ];
  });
  const titles = ['members', 'events', 'recount ms', 'page ms (× faster)', 'cold', 'after an event', 'first ever'];
  return textTable([...titles, 'inspection ms, long / short', 'finding', 'rebuild s (× plain)'], rows);
}

/** Writes the figures and the plots, and says where. */
export function writeReport(reports: readonly WorldReport[], options: IndexOptions, conditions: string): string[] {
  const plots = reports.map((report): [string, string] => [
    `index-${report.world.members}-${report.world.events}.svg`,
    barPlot(
      `A year's index of ${report.world.members} deputies, ${report.world.events.toLocaleString('en')} events: milliseconds`,
      conditions,
      figuresOf(report).map(({ name, isOwn, ms, ratio, rounds }) => ({
        label: name,
        isOwn,
        value: ms,
        rounds,
        note: `${ms.toFixed(2)} ms · ${times(ratio)}× faster`,
      })),
    ),
  ]);
  const figures = reports.map((report) => ({
    ...report.world,
    spread: report.spread,
    costs: report.costs,
    times: figuresOf(report),
  }));
  const written = { at: new Date().toISOString(), machine: machineKind(), options, figures };
  return writeResults({ ...Object.fromEntries(plots), 'index.json': `${JSON.stringify(written, null, 2)}\n` });
}
