import { createHash } from 'node:crypto';
import { type Sql, statement } from '@lianxin/database';
import { AppError } from '@lianxin/errors';

/** A command as its key names it. */
export interface IdempotentCommand {
  readonly accountId: string;
  readonly key: string;
  readonly operation: string;
  readonly input: object;
}

/** The row that a success leaves behind; its response is filled by the statement that stores the transition. */
export interface IdempotencyRow {
  readonly account_id: string;
  readonly key: string;
  readonly operation: string;
  readonly input_hash: string;
  readonly created_at: string;
}

const longestKey = 200;

/** JSON with sorted keys, so that the same input has the same hash whatever the order of its fields. */
function canonical(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined && field !== null);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, canonical(field)]),
  );
}

/** The row to store for a command. */
export function idempotencyRow(command: IdempotentCommand, now: Date): IdempotencyRow {
  const { key, accountId, operation, input } = command;
  if (key.length === 0 || key.length > longestKey) {
    throw new AppError('INVALID_INPUT', { reason: `idempotencyKey 1–${longestKey}` });
  }
  const inputHash = createHash('sha256')
    .update(JSON.stringify(canonical(input)))
    .digest('hex');
  return { account_id: accountId, key, operation, input_hash: inputHash, created_at: now.toISOString() };
}

function isKeyTaken(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '23505' && constraint === 'idempotency_pkey';
}

/** Whose row a command answers with, and what its key keeps of it: the row, or what a step may change of it, and the id. */
export interface KeptAnswer {
  readonly schema: string;
  readonly table: string;
  readonly keeps?: 'row' | 'changes';
}

/**
 * Runs a command at most once for its key. Concurrent attempts with one key meet at the key's primary key: one commits,
 * the others wait for it, fail on the key, and give the answer that it stored. Refusals leave no key behind.
 * @param attempt runs the command; undefined says that somebody else changed the record first.
 * @param answer makes the answer from that row as it was stored then.
 * @param conflict answers a stale attempt, unless it was this very key that won the race.
 * @throws AppError IDEMPOTENCY_KEY_REUSED when the key came with another input before
 */
export async function onceByKey<Answer extends object>(
  sql: Sql,
  { schema, table, keeps = 'row' }: KeptAnswer,
  command: IdempotencyRow,
  attempt: () => Promise<Answer | undefined>,
  answer: (row: Readonly<Record<string, unknown>>) => Answer,
  conflict: () => Promise<Answer>,
): Promise<Answer> {
  const [base, from] =
    keeps === 'row'
      ? [`null::${schema}.${table}`, '']
      : ['t', `left join ${schema}.${table} t on t.id = (i.response->>'id')::uuid`];
  // Plan: one or two primary-key probes.
  const find = statement<Record<string, unknown>>(
    `${schema}_${table}_by_key`,
    `select r.*, i.operation as key_operation, i.input_hash as key_input_hash
     from ${schema}.idempotency i ${from}, jsonb_populate_record(${base}, i.response) r
     where i.account_id = $1 and i.key = $2`,
  );
  const earlier = async (): Promise<{ answer: Answer } | undefined> => {
    const [found] = await sql.query(find, [command.account_id, command.key]);
    if (!found) return undefined;
    const same = found['key_operation'] === command.operation && found['key_input_hash'] === command.input_hash;
    if (!same) throw new AppError('IDEMPOTENCY_KEY_REUSED');
    return { answer: answer(found) };
  };
  const known = await earlier();
  if (known) return known.answer;
  const attempted = await attempt().catch((error: unknown) => {
    if (isKeyTaken(error)) return undefined;
    throw error;
  });
  if (attempted) return attempted;
  const winner = await earlier();
  return winner ? winner.answer : conflict();
}

/** How long a key is remembered. */
const keptMs = 24 * 3_600_000;

/** Forgets the keys of a schema that have served their time. */
export async function forgetKeys(sql: Sql, schema: string, now: Date): Promise<void> {
  // Plan: a range of idempotency_created_at.
  const forget = statement<never>(
    `${schema}_forget_keys`,
    `delete from ${schema}.idempotency where created_at < $1::timestamptz`,
  );
  await sql.query(forget, [new Date(now.getTime() - keptMs)]);
}
