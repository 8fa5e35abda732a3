import { type Figures, ratioOf, type Round } from '../load/measure.js';
import { barPlot } from '../report/bar-plot.js';
import { machineKind } from '../report/machine.js';
import { writeResults } from '../report/results.js';
import { textTable } from '../report/table.js';
import { bases, type Contender } from './contenders.js';
import type { EngineOptions } from './options.js';
import type { BenchQuery } from './queries.js';

/** A contender with what was measured of it. */
export interface Measured {
  readonly contender: Contender;
  readonly figures: Figures;
  /** Resident memory after the rounds. */
  readonly residentMiB: number | undefined;
  /** Resident memory after as many requests as everybody had, before the rounds. */
  readonly equalWorkMiB: number | undefined;
}

/** One query with everybody's figures. */
export interface MeasuredQuery {
  readonly query: BenchQuery;
  readonly measured: readonly Measured[];
}

const processorMsOf = (round: Round): number => round.perRequest['processorMs'] ?? Number.NaN;
const shown = (value: number | undefined, digits: number): string =>
  value === undefined || !Number.isFinite(value) ? '–' : value.toFixed(digits);

/** The ratios of one contender to the bases, of requests per second and of processor time for a request. */
function ratiosOf(figures: Figures, measured: readonly Measured[]): { speed: number[]; processor: number } {
  const roundsOf = (name: string): readonly Round[] =>
    measured.find(({ contender }) => contender.name === name)?.figures.rounds ?? [];
  return {
    speed: bases.map(({ name }) => ratioOf(figures.rounds, roundsOf(name))),
    processor: ratioOf(figures.rounds, roundsOf('apollo'), (round) => 1 / processorMsOf(round)),
  };
}

/** The table of one query. `CPU :apollo` is requests for the same processor time, as a ratio. */
export function tableOf({ query, measured }: MeasuredQuery): string {
  const head = [query.name, 'req/s', ...bases.map(({ heading }) => heading), 'CPU µs', 'CPU :apollo'];
  return textTable(
    [...head, 'p50 ms', 'p99 ms', 'KB', 'fetches', 'MiB', 'MiB =work', 'rounds (req/s)'],
    measured.map(({ contender, figures, residentMiB, equalWorkMiB }) => {
      const ratios = ratiosOf(figures, measured);
      return [
        contender.title,
        figures.requestsPerSecond.toFixed(0),
        ...ratios.speed.map((ratio) => shown(ratio, 2)),
        shown((figures.perRequest['processorMs'] ?? Number.NaN) * 1000, 0),
        shown(ratios.processor, 2),
        figures.p50Ms.toFixed(1),
        figures.p99Ms.toFixed(1),
        (figures.bytes / 1000).toFixed(1),
        shown(figures.perRequest['fetches'], 2),
        shown(residentMiB, 0),
        shown(equalWorkMiB, 0),
        figures.rounds.map((round) => round.requestsPerSecond.toFixed(0)).join(' '),
      ];
    }),
  );
}

/** Writes the figures, and one plot a query, and says where. */
export function writeReport(queries: readonly MeasuredQuery[], options: EngineOptions, conditions: string): string[] {
  const plots = queries.map(({ query, measured }): [string, string] => {
    const bars = measured.map(({ contender, figures }) => {
      const { speed, processor } = ratiosOf(figures, measured);
      return {
        label: contender.title,
        value: figures.requestsPerSecond,
        rounds: figures.rounds.map((round) => round.requestsPerSecond),
        isOwn: contender.isOwn,
        note: `${figures.requestsPerSecond.toFixed(0)} req/s · ${shown(speed[0], 2)} · CPU ${shown(processor, 2)} · p99 ${figures.p99Ms.toFixed(1)} ms`,
      };
    });
    return [`engine-${query.name}.svg`, barPlot(`Engine: ${query.title}`, conditions, bars)];
  });
  const figures = queries.map(({ query, measured }) => ({
    query: query.name,
    contenders: measured.map(({ contender, figures: each, residentMiB, equalWorkMiB }) => ({
      name: contender.name,
      title: contender.title,
      ratios: ratiosOf(each, measured),
      residentMiB,
      equalWorkMiB,
      ...each,
    })),
  }));
  const json = JSON.stringify(
    { at: new Date().toISOString(), machine: machineKind(), options, bases, figures },
    null,
    2,
  );
  return writeResults({ ...Object.fromEntries(plots), 'engine.json': `${json}\n` });
}
