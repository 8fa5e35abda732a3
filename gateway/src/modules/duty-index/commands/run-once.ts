import { type Sql, statement } from '@lianxin/database';
import { refuse, type RefusalReason } from '@lianxin/errors';
import type { Principal } from '@lianxin/subgraph-kit';
import { idempotencyRow, onceByKey } from '@lianxin/workflow';
import type { DutyIndexParts } from '../duty-index.context.js';

/** A row as it is stored, by column. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** The row that a command left behind, or why it was refused. */
export type CommandOutcome = { readonly row: StoredRow } | { readonly refused: RefusalReason };

/** A version that the caller did not see. */
export interface Stale {
  readonly currentVersion: number;
}

/** A command with the key by which it happens once. */
export interface KeyedCommand {
  readonly idempotencyKey: string;
}

const keep = statement<never>(
  'duty_index_keep_key',
  `insert into duty_index.idempotency (account_id, key, operation, input_hash, response, created_at)
   values ($1, $2, $3, $4, $5::jsonb, $6)`,
);

/**
 * Runs a command at most once for its key, in one transaction with the key. A refusal or a stale version leaves neither
 * behind.
 * @param table whose row the command answers with
 * @throws AppError IDEMPOTENCY_KEY_REUSED, INVALID_INPUT
 */
export async function runOnce(
  { db, clock }: Pick<DutyIndexParts, 'db' | 'clock'>,
  principal: Principal,
  { operation, table }: { readonly operation: string; readonly table: string },
  input: KeyedCommand,
  work: (tx: Sql, now: Date) => Promise<CommandOutcome | Stale>,
): Promise<CommandOutcome> {
  const now = clock.now();
  const { accountId } = principal;
  const key = idempotencyRow({ accountId, key: input.idempotencyKey, operation, input }, now);
  let current = 0;
  const attempt = (): Promise<CommandOutcome | undefined> =>
    db.transaction(async (tx) => {
      const outcome = await work(tx, now);
      if ('currentVersion' in outcome) {
        current = outcome.currentVersion;
        return undefined;
      }
      if ('refused' in outcome) return outcome;
      const { account_id, key: name, input_hash } = key;
      await tx.query(keep, [account_id, name, operation, input_hash, JSON.stringify(outcome.row), now]);
      return outcome;
    });
  return onceByKey(
    db,
    { schema: 'duty_index', table },
    key,
    attempt,
    (row) => ({ row }),
    () => Promise.resolve({ refused: refuse('VERSION_CONFLICT', { currentVersion: current }) }),
  );
}
