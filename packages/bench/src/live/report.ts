import { median } from '../load/latencies.js';
import { barPlot } from '../report/bar-plot.js';
import { machineKind } from '../report/machine.js';
import { writeResults } from '../report/results.js';
import { textTable } from '../report/table.js';
import type { Contender } from './contenders.js';
import { ratioOfRounds } from './ratio.js';
import type { FanOutRound } from './modes/fan-out.js';
import type { LiveOptions } from './options.js';

type Measured = ReadonlyMap<Contender, readonly FanOutRound[]>;

const speed = ({ deliveriesPerSecond }: FanOutRound): number => deliveriesPerSecond;
const cost = ({ processorUs }: FanOutRound): number => processorUs;

interface Line {
  readonly name: string;
  readonly title: string;
  readonly isOwn: boolean;
  readonly deliveriesPerSecond: number;
  readonly processorUs: number;
  /** Deliveries a second as a ratio to those two in the same round, by name. */
  readonly ratios: Readonly<Record<string, number>>;
  /** Deliveries for the same processor time of the server, likewise. */
  readonly processorRatios: Readonly<Record<string, number>>;
  readonly rounds: readonly FanOutRound[];
}

const bases = ['raw', 'stock'];

function linesOf(measured: Measured): Line[] {
  const roundsOf = (base: string): readonly FanOutRound[] =>
    [...measured].find(([{ name }]) => name === base)?.[1] ?? [];
  return [...measured].map(([{ name, title, isOwn }, rounds]) => ({
    name,
    title,
    isOwn,
    deliveriesPerSecond: median(rounds.map(speed)),
    processorUs: median(rounds.map(cost)),
    ratios: Object.fromEntries(bases.map((base) => [base, ratioOfRounds(rounds, roundsOf(base), speed)])),
    processorRatios: Object.fromEntries(
      bases.map((base) => [base, ratioOfRounds(rounds, roundsOf(base), (round) => 1 / cost(round))]),
    ),
    rounds,
  }));
}

const shown = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '–' : value.toFixed(2);

/** The table that a run ends with. */
export function fanOutReport(measured: Measured): string {
  return textTable(
    ['fan-out', 'deliveries/s', ':raw', ':stock', 'CPU µs', 'CPU :raw', 'CPU :stock', 'rounds (deliveries/s)'],
    linesOf(measured).map((line) => [
      line.title,
      line.deliveriesPerSecond.toFixed(0),
      ...bases.map((base) => shown(line.ratios[base])),
      shown(line.processorUs),
      ...bases.map((base) => shown(line.processorRatios[base])),
      line.rounds.map((round) => round.deliveriesPerSecond.toFixed(0)).join(' '),
    ]),
  );
}

/** Writes the figures and the plot, and says where. */
export function writeFanOut(measured: Measured, sockets: number, options: LiveOptions, conditions: string): string[] {
  const lines = linesOf(measured);
  const bars = lines.map(({ title, isOwn, rounds, deliveriesPerSecond, processorUs, ratios }) => ({
    label: title,
    isOwn,
    value: deliveriesPerSecond,
    rounds: rounds.map(speed),
    note: `${deliveriesPerSecond.toFixed(0)}/s · ${shown(ratios['raw'])} of raw · CPU ${shown(processorUs)} µs`,
  }));
  return writeResults({
    [`live-${sockets}.svg`]: barPlot('Fan-out: deliveries per second', conditions, bars),
    [`live-${sockets}.json`]: `${JSON.stringify({ at: new Date().toISOString(), machine: machineKind(), options, figures: lines }, null, 2)}\n`,
  });
}
