import { parseArgs } from 'node:util';
import { hasNatsServer } from '@lianxin/testing';

/** What a run is asked to do. */
export interface CrashOptions {
  readonly rounds: number;
  /** Connections to be cut in the disconnect test; 0 leaves it out. */
  readonly cuts: number;
  readonly seed: string;
  /** The forms to run the rounds in, one after the other. */
  readonly form: 'five' | 'one' | 'both';
  /** Whether the five processes hand events on through NATS, which is killed too; the form in one never does. */
  readonly nats: 'on' | 'off';
}

const forms = ['five', 'one', 'both'] as const;

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`--${name} is not a whole number: ${text}`);
  return value;
}

/** Reads `--rounds N --cuts N --seed S --form five|one|both --nats on|off`. */
export function crashOptions(args: readonly string[]): CrashOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '20' },
      cuts: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      form: { type: 'string', default: 'both' },
      nats: { type: 'string' },
    },
  });
  const form = forms.find((known) => known === values.form);
  if (!form) throw new RangeError(`--form is one of ${forms.join(', ')}`);
  const nats = values.nats ?? (hasNatsServer() ? 'on' : 'off');
  if (nats !== 'on' && nats !== 'off') throw new RangeError('--nats is one of on, off');
  return { rounds: whole('rounds', values.rounds), cuts: whole('cuts', values.cuts), seed: values.seed, form, nats };
}

/** The command that does the same again. */
export function commandOf({ rounds, cuts, seed, form, nats }: CrashOptions): string {
  return `npm run test:crash -- --rounds ${rounds} --cuts ${cuts} --seed ${seed} --form ${form} --nats ${nats}`;
}
