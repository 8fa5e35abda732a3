import { type Figures, ratioOf } from '../load/measure.js';
import { barPlot } from '../report/bar-plot.js';
import { machineKind } from '../report/machine.js';
import { writeResults } from '../report/results.js';
import { textTable } from '../report/table.js';
import type { Contender } from './contenders.js';
import type { StationQueueOptions } from './options.js';

/** A contender with what was measured of it. */
export interface Measured {
  readonly contender: Contender;
  readonly figures: Figures;
}

/** Requests per second as a ratio to the first contender's. */
const ratioIn = (measured: readonly Measured[], { rounds }: Figures): number =>
  ratioOf(rounds, measured[0]?.figures.rounds ?? rounds);

/** The table that a run ends with. */
export function tableOf(measured: readonly Measured[]): string {
  const head = ['station queue', 'req/s', 'ratio', 'p50 ms', 'p99 ms', 'KB', 'rounds (req/s)'];
  return textTable(
    head,
    measured.map(({ contender, figures }) => [
      contender.title,
      figures.requestsPerSecond.toFixed(0),
      ratioIn(measured, figures).toFixed(2),
      figures.p50Ms.toFixed(1),
      figures.p99Ms.toFixed(1),
      (figures.bytes / 1000).toFixed(1),
      figures.rounds.map((round) => round.requestsPerSecond.toFixed(0)).join(' '),
    ]),
  );
}

/** Writes the figures and the plot, and says where. */
export function writeReport(measured: readonly Measured[], options: StationQueueOptions, conditions: string): string[] {
  const bars = measured.map(({ contender, figures }) => ({
    label: contender.title,
    value: figures.requestsPerSecond,
    rounds: figures.rounds.map((round) => round.requestsPerSecond),
    isOwn: contender.isOwn,
    note: `${figures.requestsPerSecond.toFixed(0)} req/s · ${ratioIn(measured, figures).toFixed(2)} · p50 ${figures.p50Ms.toFixed(1)} · p99 ${figures.p99Ms.toFixed(1)} ms`,
  }));
  const figures = measured.map(({ contender: { name, title }, figures: each }) => ({
    name,
    title,
    ratio: ratioIn(measured, each),
    ...each,
  }));
  return writeResults({
    'station-queue.svg': barPlot('Station queue: requests per second', conditions, bars),
    'station-queue.json': `${JSON.stringify({ at: new Date().toISOString(), machine: machineKind(), options, figures }, null, 2)}\n`,
  });
}
