import type { Clock, WorkingCalendar } from '@lianxin/calendar';
import type { Db, Sql } from '@lianxin/database';
import { type RefusalReason, refuse } from '@lianxin/errors';
import { wakeRelay } from '@lianxin/events';
import { idempotencyRow, onceByKey, rememberKey } from '@lianxin/workflow';
import type { DutyCommander } from './duty.actor.js';
import { StaleStep } from './duty-step.js';

/** What the use cases of duty work with. */
export interface DutyServices {
  readonly db: Db;
  readonly clock: Clock;
  readonly calendar: WorkingCalendar;
}

/** What every command carries. */
export interface KeyedInput {
  readonly idempotencyKey: string;
}

/** What every command on an existing record carries. */
export interface VersionedInput extends KeyedInput {
  readonly id: string;
  readonly expectedVersion: number;
}

/** The row after the command, or why it was refused. */
export type DutyOutcome<State> = { readonly state: State } | { readonly refused: RefusalReason };

/** A refusal found after something was written already: the transaction is given up. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly reason: RefusalReason) {
    super(reason.code);
  }
}

/**
 * Runs a command once by its key, in one transaction with the key. `work` answers with the row that the key keeps, or
 * throws `Refused`; a refusal leaves nothing behind. A stale step becomes VERSION_CONFLICT.
 * @param current the version that the record has now, for whoever was too late.
 */
export async function runCommand<State>(
  { db, clock }: DutyServices,
  commander: DutyCommander,
  operation: string,
  command: {
    readonly table: string;
    readonly input: KeyedInput;
    readonly stateOf: (row: Record<string, unknown>) => State;
  },
  work: (tx: Sql, at: Date) => Promise<Record<string, unknown>>,
  current: () => Promise<number>,
): Promise<DutyOutcome<State>> {
  const at = clock.now();
  const { table, input, stateOf } = command;
  const accountId = commander.actor.accountId ?? 'system';
  const key = idempotencyRow({ accountId, key: input.idempotencyKey, operation, input }, at);
  const attempt = async (): Promise<DutyOutcome<State> | undefined> => {
    try {
      const row = await db.transaction(async (tx) => {
        const stored = await work(tx, at);
        await rememberKey(tx, db.schema, key, stored);
        return stored;
      });
      wakeRelay(db);
      return { state: stateOf(row) };
    } catch (error) {
      if (error instanceof Refused) return { refused: error.reason };
      if (error instanceof StaleStep) return undefined;
      throw error;
    }
  };
  return onceByKey<DutyOutcome<State>>(
    db,
    { schema: 'representatives', table },
    key,
    attempt,
    (row) => ({ state: stateOf(row) }),
    async () => ({ refused: refuse('VERSION_CONFLICT', { currentVersion: await current() }) }),
  );
}

/** What was checked; the refusal is thrown. */
export function checked<Value extends object>(
  value: Value | { readonly refused: RefusalReason },
): Exclude<Value, { readonly refused: RefusalReason }> {
  if ('refused' in value) throw new Refused(value.refused);
  return value as Exclude<Value, { readonly refused: RefusalReason }>;
}
