import { median } from '../../load/latencies.js';
import { barPlot } from '../../report/bar-plot.js';
import { textTable } from '../../report/table.js';
import type { Contender } from '../contenders.js';
import type { FanOutRound } from '../modes/fan-out.js';
import { ratioOfRounds } from '../../load/ratio-of-rounds.js';
import { ratioText, type Report } from './report.js';

type Measured = ReadonlyMap<Contender, readonly FanOutRound[]>;

const speed = ({ deliveriesPerSecond }: FanOutRound): number => deliveriesPerSecond;
const cost = ({ processorUs }: FanOutRound): number => processorUs;
/** Deliveries for the same processor time. */
const thrift = (round: FanOutRound): number => 1 / cost(round);
const bases = ['raw', 'stock'] as const;

function figuresOf(measured: Measured) {
  const rounds = new Map([...measured].map(([{ name }, seen]) => [name, seen]));
  const toBases = (own: readonly FanOutRound[], read: (round: FanOutRound) => number): Record<string, number> =>
    Object.fromEntries(bases.map((base) => [base, ratioOfRounds(own, rounds.get(base) ?? [], read)]));
  return [...measured].map(([{ name, title, isOwn }, seen]) => ({
    name,
    title,
    isOwn,
    deliveriesPerSecond: median(seen.map(speed)),
    processorUs: median(seen.map(cost)),
    ratios: toBases(seen, speed),
    processorRatios: toBases(seen, thrift),
    rounds: seen,
  }));
}

/** Deliveries a second, and for the same processor time of the server, as ratios to raw ws and to stock graphql-ws. */
export function fanOutReport(measured: Measured): Report {
  const figures = figuresOf(measured);
  const table = textTable(
    ['fan-out', 'deliveries/s', ':raw', ':stock', 'CPU µs', 'CPU :raw', 'CPU :stock', 'rounds (deliveries/s)'],
    figures.map(({ title, deliveriesPerSecond, processorUs, ratios, processorRatios, rounds }) => [
      title,
      deliveriesPerSecond.toFixed(0),
      ...bases.map((base) => ratioText(ratios[base])),
      ratioText(processorUs),
      ...bases.map((base) => ratioText(processorRatios[base])),
      rounds.map((round) => speed(round).toFixed(0)).join(' '),
    ]),
  );
  const plot = (conditions: string): string =>
    barPlot(
      'Fan-out: deliveries per second',
      conditions,
      figures.map(({ title, isOwn, rounds, deliveriesPerSecond, processorUs, ratios }) => ({
        label: title,
        isOwn,
        value: deliveriesPerSecond,
        rounds: rounds.map(speed),
        note: `${deliveriesPerSecond.toFixed(0)}/s · ${ratioText(ratios['raw'])} of raw · CPU ${ratioText(processorUs)} µs`,
      })),
    );
  return { name: 'fan-out', table, figures, plot };
}
