import { median } from '../../load/latencies.js';
import { barPlot } from '../../report/bar-plot.js';
import { textTable } from '../../report/table.js';
import type { Contender } from '../contenders.js';
import type { IdleBatch } from '../modes/idle.js';
import { ratioText, type Report } from './report.js';

const inKiB = (bytes: number): number => bytes / 1024;

/** Memory of a subscriber who waits, with the ratio to the first contender's. */
export function idleReport(measured: ReadonlyMap<Contender, readonly IdleBatch[]>): Report {
  const figures = [...measured].map(([{ name, title, isOwn }, batches]) => {
    const rounds = batches.map(({ held }) => inKiB(held));
    const residentKib = inKiB(batches.reduce((sum, { resident }) => sum + resident, 0) / batches.length);
    return { name, title, isOwn, kibEach: median(rounds), residentKib, rounds };
  });
  const base = figures[0]?.kibEach ?? Number.NaN;
  const table = textTable(
    ['idle subscriber', 'held KiB', 'ratio', 'resident KiB', 'batches (held KiB)'],
    figures.map(({ title, kibEach, residentKib, rounds }) => [
      title,
      kibEach.toFixed(1),
      ratioText(kibEach / base),
      residentKib.toFixed(1),
      rounds.map((each) => each.toFixed(1)).join(' '),
    ]),
  );
  const plot = (conditions: string): string =>
    barPlot(
      'Memory held for an idle subscriber',
      conditions,
      figures.map(({ title, isOwn, kibEach, rounds }) => ({
        label: title,
        isOwn,
        value: kibEach,
        rounds,
        note: `${kibEach.toFixed(1)} KiB · ${ratioText(kibEach / base)} ×`,
      })),
    );
  return { name: 'idle', table, figures, plot };
}
