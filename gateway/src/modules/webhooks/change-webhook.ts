import type { Sql } from '@lianxin/database';
import { AppError, refuse, type RefusalReason } from '@lianxin/errors';
import { appendToOutbox, wakeRelay } from '@lianxin/events';
import { isUuid } from '@lianxin/subgraph-kit';
import { idempotencyRow, onceByKey } from '@lianxin/workflow';
import { type WebhookAction, webhookChangedEvent } from './webhook.events.js';
import type { OfficeClerk } from './webhook.policy.js';
import type { WebhookRow } from './webhook.row.js';
import { keepAnswer, lockWebhook, updateWebhook, webhookOfRegion } from './webhook.sql.js';
import type { WebhookParts } from './webhook-parts.js';

/** Who commands, from which request. */
export interface WebhookCommander {
  readonly clerk: OfficeClerk;
  readonly requestId: string;
}

/** What every command on an existing endpoint carries. */
export interface WebhookCommand {
  readonly idempotencyKey: string;
  readonly id: string;
  readonly expectedVersion: number;
}

/** What a use case makes of a command: the columns that change, what the log is told, and what else changes with it. */
export interface WebhookChange {
  readonly action: WebhookAction;
  readonly patch: Partial<WebhookRow>;
  readonly also?: (tx: Sql) => Promise<unknown>;
}

/** The endpoint after the command, or why it was refused. */
export type WebhookOutcome = { readonly webhook: WebhookRow } | { readonly refused: RefusalReason };

/** Table and schema of the answers that keys keep. */
export const webhookTable = { schema: 'webhooks', table: 'webhook' } as const;

/** The row of a kept answer. */
export const keptWebhook = (row: Readonly<Record<string, unknown>>): WebhookOutcome => ({
  webhook: row as unknown as WebhookRow,
});

/** Who acted, as the log names them. */
export const actorOf = ({ clerk }: WebhookCommander): { role: string; name: string; accountId: string } => ({
  role: 'OFFICE_CLERK',
  name: clerk.displayName,
  accountId: clerk.accountId,
});

/**
 * The one way in which a command changes an endpoint: once by its key, on the version that the caller saw, within the
 * caller's region; row, effects, event and key in one transaction.
 * @throws AppError NOT_FOUND, IDEMPOTENCY_KEY_REUSED, INVALID_INPUT
 */
export function changeWebhook(
  { db, clock }: WebhookParts,
  commander: WebhookCommander,
  operation: string,
  command: WebhookCommand,
  decide: (
    row: WebhookRow,
    at: Date,
    tx: Sql,
  ) => Promise<WebhookChange | { refused: RefusalReason }> | WebhookChange | { refused: RefusalReason },
): Promise<WebhookOutcome> {
  const { id, idempotencyKey, expectedVersion } = command;
  if (!isUuid(id)) throw new AppError('NOT_FOUND');
  const at = clock.now();
  const { accountId, regionCode } = commander.clerk;
  const key = idempotencyRow({ accountId, key: idempotencyKey, operation, input: command }, at);
  const attempt = (): Promise<WebhookOutcome | undefined> =>
    db.transaction(async (tx) => {
      const [before] = await tx.query(lockWebhook, [id, regionCode]);
      if (before === undefined) throw new AppError('NOT_FOUND');
      if (before.version !== expectedVersion) return undefined;
      const change = await decide(before, at, tx);
      if ('refused' in change) return change;
      const row = JSON.stringify({ ...before, ...change.patch, updated_at: at });
      const [webhook] = await tx.query(updateWebhook, [id, expectedVersion, row]);
      if (webhook === undefined) return undefined;
      await change.also?.(tx);
      await tx.query(keepAnswer, [JSON.stringify(key), id]);
      const by = { actor: actorOf(commander), requestId: commander.requestId };
      await appendToOutbox(tx, 'webhooks', [webhookChangedEvent(webhook, change.action, by)]);
      return { webhook };
    });
  const conflict = async (): Promise<WebhookOutcome> => {
    const [current] = await db.query(webhookOfRegion, [id, regionCode]);
    if (current === undefined) throw new AppError('NOT_FOUND');
    return { refused: refuse('VERSION_CONFLICT', { currentVersion: current.version }) };
  };
  return onceByKey(db, webhookTable, key, attempt, keptWebhook, conflict).finally(() => wakeRelay(db));
}
