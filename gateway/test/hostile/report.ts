import type { Waits } from './bystander.types.js';

/** What the requests of one family brought about. */
export interface FamilyReport {
  count: number;
  readonly outcomes: Map<string, number>;
  /** The longest time one request held the gateway up, when it was alone. */
  stallMs: number;
  stalledAt: number;
  /** The longest the bystander waited beside one request, when that was alone. */
  waitMs: number;
  waitedAt: number;
  /** The slowest refusal by `prepare`, and the slowest acceptance. */
  refusedMs: number;
  refusedAt: number;
  acceptedMs: number;
  largestAnswer: number;
}

/** Something that may not be. */
export interface Fault {
  readonly family: string;
  readonly index: number;
  readonly what: string;
}

/** What a run found. */
export interface HostileReport {
  readonly seed: number;
  count: number;
  readonly families: Map<string, FamilyReport>;
  readonly faults: Fault[];
  /** The event loop's longest delay and the bystander's waits with nobody else there. */
  readonly idle: { readonly stallMs: number; readonly waits: Waits };
  waits: Waits;
}

export function newFamily(): FamilyReport {
  return {
    count: 0,
    outcomes: new Map(),
    stallMs: 0,
    stalledAt: -1,
    waitMs: 0,
    waitedAt: -1,
    refusedMs: 0,
    refusedAt: -1,
    acceptedMs: 0,
    largestAnswer: 0,
  };
}

const ms = (value: number): string => value.toFixed(1).padStart(7);

function waitsLine(name: string, { count, p50, p99, max }: Waits): string {
  return `bystander ${name}: ${count} answers, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms`;
}

/** The report as text. */
export function summary(report: HostileReport): string {
  const lines = [...report.families].map(([name, family]) => {
    const outcomes = [...family.outcomes].map(([outcome, count]) => `${outcome}×${count}`).join(' ');
    const figures = `${String(family.count).padStart(5)} ${ms(family.stallMs)} ${ms(family.waitMs)} ${ms(family.refusedMs)} ${ms(family.acceptedMs)} ${String(family.largestAnswer).padStart(8)}`;
    return `${name.padEnd(32)} ${figures}  ${outcomes}  (stall ${family.stalledAt}, wait ${family.waitedAt}, refusal ${family.refusedAt})`;
  });
  return [
    `${'family'.padEnd(32)} count   stall    wait refused prepared   answer  (ms, ms, ms, ms, characters: the most of each)`,
    ...lines,
    `${report.count} requests, seed ${report.seed}`,
    `longest stall without hostile requests: ${report.idle.stallMs.toFixed(1)} ms`,
    waitsLine('alone', report.idle.waits),
    waitsLine('beside', report.waits),
    ...report.faults.slice(0, 40).map(({ family, index, what }) => `FAULT ${family} #${index}: ${what}`),
    `${report.faults.length} faults`,
  ].join('\n');
}
