import type { Clock } from '@lianxin/calendar';
import type { Db, Sql } from '@lianxin/database';
import { refuse, type RefusalReason } from '@lianxin/errors';
import {
  type CommandRefused,
  type Principal,
  refusalOf,
  requireRole,
  type Role,
  type SubgraphContext,
  type VersionConflict,
} from '@lianxin/subgraph-kit';
import { idempotencyRow, onceByKey, rememberKey } from '@lianxin/workflow';

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

/** How a command is run: once for its key, in one transaction with it. */
export type RunOnce = (
  parts: { readonly db: Db; readonly clock: Clock },
  principal: Principal,
  how: { readonly operation: string; readonly table: string },
  input: KeyedCommand,
  work: (tx: Sql, now: Date) => Promise<CommandOutcome | Stale>,
) => Promise<CommandOutcome>;

/**
 * Runs commands of a module at most once for their keys, with the keys in its schema. A refusal or a stale version leaves
 * neither behind. `table` is the one whose row the command answers with.
 * @throws AppError IDEMPOTENCY_KEY_REUSED, INVALID_INPUT
 */
export function keyedCommands(schema: string): RunOnce {
  return async ({ db, clock }, principal, { operation, table }, input, work) => {
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
        await rememberKey(tx, schema, key, outcome.row);
        return outcome;
      });
    return onceByKey(
      db,
      { schema, table },
      key,
      attempt,
      (row) => ({ row }),
      () => Promise.resolve({ refused: refuse('VERSION_CONFLICT', { currentVersion: current }) }),
    );
  };
}

/** What a mutation answers with. */
export type Answer<Payload> = Promise<Payload | CommandRefused | VersionConflict>;

/** Runs a command for who may give it, and answers with what it left behind or the refusal. */
export async function answerCommand<Payload extends object>(
  { request }: SubgraphContext,
  roles: readonly Role[],
  run: (principal: Principal) => Promise<CommandOutcome>,
  payload: (row: StoredRow) => Payload,
): Answer<Payload> {
  const outcome = await run(requireRole(request.principal, ...roles));
  return 'refused' in outcome ? refusalOf(outcome.refused, request.locale) : payload(outcome.row);
}
