import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { barPlot } from '../report/bar-plot.js';
import { machineKind } from '../report/machine.js';
import { textTable } from '../report/table.js';
import type { Contender } from './contenders.js';
import type { Figures } from './measure.js';
import type { BenchOptions } from './options.js';

/** Git ignores it: figures belong to the machine that they were taken on. */
const resultsDir = fileURLToPath(new URL('../../results/', import.meta.url));

/** A contender with what was measured of it. */
export interface Measured {
  readonly contender: Contender;
  readonly figures: Figures;
}

/** The table that a run ends with. */
export function tableOf(measured: readonly Measured[]): string {
  const head = ['station queue', 'req/s', 'ratio', 'p50 ms', 'p99 ms', 'KB', 'rounds (req/s)'];
  return textTable(
    head,
    measured.map(({ contender, figures }) => [
      contender.title,
      figures.requestsPerSecond.toFixed(0),
      figures.ratio.toFixed(2),
      figures.p50Ms.toFixed(1),
      figures.p99Ms.toFixed(1),
      (figures.bytes / 1000).toFixed(1),
      figures.rounds.map((round) => round.requestsPerSecond.toFixed(0)).join(' '),
    ]),
  );
}

/** Writes the figures and the plot, and says where. */
export function writeReport(measured: readonly Measured[], options: BenchOptions, conditions: string): string[] {
  mkdirSync(resultsDir, { recursive: true });
  const bars = measured.map(({ contender, figures }) => ({
    label: contender.title,
    value: figures.requestsPerSecond,
    rounds: figures.rounds.map((round) => round.requestsPerSecond),
    isOwn: contender.isOwn,
    note: `${figures.requestsPerSecond.toFixed(0)} req/s · ${figures.ratio.toFixed(2)} · p50 ${figures.p50Ms.toFixed(1)} · p99 ${figures.p99Ms.toFixed(1)} ms`,
  }));
  const figures = measured.map(({ contender: { name, title }, figures: each }) => ({ name, title, ...each }));
  const files = {
    'station-queue.svg': barPlot('Station queue: requests per second', conditions, bars),
    'station-queue.json': `${JSON.stringify({ at: new Date().toISOString(), machine: machineKind(), options, figures }, null, 2)}\n`,
  };
  return Object.entries(files).map(([name, content]) => {
    writeFileSync(resultsDir + name, content);
    return resultsDir + name;
  });
}
