import { median } from '../../load/latencies.js';
import { barPlot } from '../../report/bar-plot.js';
import { textTable } from '../../report/table.js';
import type { StalledRound } from '../modes/stalled.js';
import { ratioText, type Report } from './report.js';

/** Memory and latency with stalled readers beside those without, round by round. */
export function stalledReport(measured: readonly StalledRound[]): Report {
  const kinds = [
    { title: 'all read', rounds: measured.filter(({ stalled }) => stalled === 0) },
    { title: 'one in five stalls', rounds: measured.filter(({ stalled }) => stalled > 0) },
  ];
  const figures = kinds.map(({ title, rounds }) => ({
    title,
    peakMiB: median(rounds.map(({ peakMiB }) => peakMiB)),
    p50Ms: median(rounds.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(rounds.map(({ p99Ms }) => p99Ms)),
    toldToResume: median(rounds.map(({ toldToResume }) => toldToResume)),
    rounds,
  }));
  const base = figures[0];
  const table = textTable(
    [
      'stalled readers',
      'peak MiB',
      'more MiB',
      'p50 ms',
      'p99 ms',
      'p99 ratio',
      'told to resume',
      'rounds (MiB, p99 ms)',
    ],
    figures.map(({ title, peakMiB, p50Ms, p99Ms, toldToResume, rounds }) => [
      title,
      peakMiB.toFixed(0),
      (peakMiB - (base?.peakMiB ?? Number.NaN)).toFixed(0),
      p50Ms.toFixed(1),
      p99Ms.toFixed(1),
      ratioText(p99Ms / (base?.p99Ms ?? Number.NaN)),
      toldToResume.toFixed(0),
      rounds.map((round) => `${round.peakMiB.toFixed(0)} ${round.p99Ms.toFixed(1)}`).join(', '),
    ]),
  );
  const plot = (conditions: string): string =>
    barPlot(
      'Resident memory of the platform, with and without stalled readers (MiB)',
      conditions,
      figures.map(({ title, peakMiB, p99Ms, rounds }) => ({
        label: title,
        isOwn: true,
        value: peakMiB,
        rounds: rounds.map((round) => round.peakMiB),
        note: `${peakMiB.toFixed(0)} MiB · p99 ${p99Ms.toFixed(1)} ms`,
      })),
    );
  const [{ sockets, events } = { sockets: 0, events: 0 }] = measured;
  const conditions = `${sockets.toLocaleString('en')} sockets, ${events} events a round, one after the other`;
  return { name: 'stalled', conditions, table, figures, plot };
}
