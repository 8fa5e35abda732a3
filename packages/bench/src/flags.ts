import type { MeasureOptions } from './load/measure.js';

/** What every benchmark can be told. */
export interface CommonOptions extends MeasureOptions {
  /** Names of contenders to run; all when empty. */
  readonly only: readonly string[];
  /** Profiles our processes and prints where their time goes. It costs some of the time that it measures. */
  readonly profile: boolean;
  /** Nothing is written into the results folder. */
  readonly smoke: boolean;
}

/** The flags for it, as `parseArgs` takes them. */
export const commonFlags = {
  seconds: { type: 'string' },
  rounds: { type: 'string' },
  'warm-up': { type: 'string' },
  connections: { type: 'string' },
  only: { type: 'string' },
  profile: { type: 'boolean', default: false },
  smoke: { type: 'boolean', default: false },
} as const;

/** What stood on the command line. */
interface CommonValues {
  readonly seconds?: string;
  readonly rounds?: string;
  readonly 'warm-up'?: string;
  readonly connections?: string;
  readonly only?: string;
  readonly profile: boolean;
  readonly smoke: boolean;
}

/** Reads a number above 0. */
export function positive(name: string, text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new RangeError(`--${name} is a number above 0`);
  return value;
}

/** Reads names with commas between them; a name that is not known would otherwise make an empty run. */
export function namesOf(flag: string, text: string | undefined, known: readonly string[]): string[] {
  const names = (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new RangeError(`--${flag} knows no ${unknown.join(', ')}, only ${known.join(', ')}`);
  return names;
}

/** Reads the common flags; a smoke run is one short round. */
export function readCommon(
  values: CommonValues,
  usual: MeasureOptions & { contenders: readonly string[] },
): CommonOptions {
  const { smoke, profile } = values;
  return {
    seconds: positive('seconds', values.seconds, smoke ? 0.5 : usual.seconds),
    rounds: Math.round(positive('rounds', values.rounds, smoke ? 1 : usual.rounds)),
    warmUpSeconds: positive('warm-up', values['warm-up'], smoke ? 0.2 : usual.warmUpSeconds),
    connections: Math.round(positive('connections', values.connections, usual.connections)),
    only: namesOf('only', values.only, usual.contenders),
    profile,
    smoke,
  };
}
