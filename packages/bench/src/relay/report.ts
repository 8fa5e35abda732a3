import { median } from '../load/latencies.js';
import { barPlot } from '../report/bar-plot.js';
import { machineKind } from '../report/machine.js';
import { writeResults } from '../report/results.js';
import { textTable } from '../report/table.js';
import { ratioOfRounds } from '../load/ratio-of-rounds.js';
import type { RelayOptions } from './options.js';

/** Who was measured. */
interface Named {
  readonly name: string;
  readonly title: string;
  readonly isOwn: boolean;
}

/** So many a second, round by round; the first is what the others are measured by. */
export type Speeds = ReadonlyMap<Named, readonly number[]>;

/** One table of the report with its plot. */
export interface Part {
  readonly name: string;
  readonly unit: string;
  readonly speeds: Speeds;
}

function figuresOf({ speeds }: Part) {
  const [base = []] = speeds.values();
  return [...speeds].map(([{ name, title, isOwn }, rounds]) => ({
    name,
    title,
    isOwn,
    perSecond: median(rounds),
    ratio: ratioOfRounds(rounds, base, (speed) => speed),
    rounds,
  }));
}

/** The table of one part. */
export function tableOf(part: Part): string {
  return textTable(
    [part.name, `${part.unit}/s`, 'ratio', `rounds (${part.unit}/s)`],
    figuresOf(part).map(({ title, perSecond, ratio, rounds }) => [
      title,
      perSecond.toFixed(0),
      ratio.toFixed(2),
      rounds.map((speed) => speed.toFixed(0)).join(' '),
    ]),
  );
}

/** Writes the figures and the plots, and says where. */
export function writeReport(parts: readonly Part[], idle: object, options: RelayOptions, conditions: string): string[] {
  const plots = parts.map((part): [string, string] => [
    `relay-${part.name}.svg`,
    barPlot(
      `${part.name}: ${part.unit} per second`,
      conditions,
      figuresOf(part).map(({ title, isOwn, perSecond, ratio, rounds }) => ({
        label: title,
        isOwn,
        value: perSecond,
        rounds,
        note: `${perSecond.toFixed(0)}/s · ${ratio.toFixed(2)}`,
      })),
    ),
  ]);
  const figures = Object.fromEntries(parts.map((part) => [part.name, figuresOf(part)]));
  const written = { at: new Date().toISOString(), machine: machineKind(), options, figures, idle };
  return writeResults({ ...Object.fromEntries(plots), 'relay.json': `${JSON.stringify(written, null, 2)}\n` });
}
