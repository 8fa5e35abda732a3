import { median } from '../../load/latencies.js';
import { barPlot } from '../../report/bar-plot.js';
import { textTable } from '../../report/table.js';
import type { LatencyRound, TimedContender } from '../modes/latency.js';
import { ratioOfRounds } from '../../load/ratio-of-rounds.js';
import { ratioText, type Report } from './report.js';

const reads: readonly { readonly head: string; readonly read: (round: LatencyRound) => number }[] = [
  { head: 'returned p50', read: (round) => round.fromReturnedP50Ms },
  { head: 'returned p99', read: (round) => round.fromReturnedP99Ms },
  { head: 'sent p50', read: (round) => round.fromSentP50Ms },
  { head: 'sent p99', read: (round) => round.fromSentP99Ms },
];

/** Milliseconds from COMMIT (returned, and sent) to the client, with ratios to the first. */
export function latencyReport(measured: ReadonlyMap<TimedContender, readonly LatencyRound[]>): Report {
  const [base = []] = measured.values();
  const figures = [...measured].map(([{ name, title, isOwn }, rounds]) => ({
    name,
    title,
    isOwn,
    events: rounds.reduce((sum, { events }) => sum + events, 0),
    ms: reads.map(({ read }) => median(rounds.map(read))),
    ratios: reads.map(({ read }) => ratioOfRounds(rounds, base, read)),
    rounds,
  }));
  const table = textTable(
    ['commit to client (ms)', 'events', ...reads.flatMap(({ head }) => [head, 'ratio'])],
    figures.map(({ title, events, ms, ratios }) => [
      title,
      events.toFixed(0),
      ...reads.flatMap((_, index) => [ratioText(ms[index]), ratioText(ratios[index])]),
    ]),
  );
  const plot = (conditions: string): string =>
    barPlot(
      'From COMMIT sent to the client: p50 in ms',
      conditions,
      figures.map(({ title, isOwn, ms, ratios, rounds }) => ({
        label: title,
        isOwn,
        value: ms[2] ?? 0,
        rounds: rounds.map((round) => round.fromSentP50Ms),
        note: `p50 ${ratioText(ms[2])} ms · ${ratioText(ratios[2])} ×, p99 ${ratioText(ms[3])} ms · ${ratioText(ratios[3])} ×`,
      })),
    );
  return { name: 'latency', table, figures, plot };
}
