import { refuse } from '@lianxin/errors';
import { appendToOutbox, latestPosition, wakeRelay } from '@lianxin/events';
import { idempotencyRow, onceByKey, uuidV7 } from '@lianxin/workflow';
import { checkpointName, putCheckpoint } from './checkpoint.sql.js';
import { actorOf, keptWebhook, type WebhookCommander, type WebhookOutcome, webhookTable } from './change-webhook.js';
import { placeInLog } from './log-place.js';
import { webhookChangedEvent } from './webhook.events.js';
import { type WebhookRow, WebhookStatus } from './webhook.row.js';
import { countForRegistration, insertWebhook, keepAnswer } from './webhook.sql.js';
import type { WebhookParts } from './webhook-parts.js';
import { checkedSettings, type WebhookSettings } from './webhook-settings.js';

/** 登记推送端点. */
export interface RegisterWebhook extends WebhookSettings {
  readonly idempotencyKey: string;
  readonly after?: string | null;
}

/** Most endpoints of an installation: each may have a delivery under way at any time. */
const mostWebhooks = 50;

/**
 * Registers an endpoint. It hears of what comes from now on, or behind the cursor that is given.
 * @throws AppError INVALID_INPUT, INVALID_CURSOR, LOG_ARCHIVED, IDEMPOTENCY_KEY_REUSED
 */
export async function registerWebhook(
  parts: WebhookParts,
  commander: WebhookCommander,
  input: RegisterWebhook,
): Promise<WebhookOutcome> {
  const { db, clock, guard, secrets } = parts;
  const { clerk, requestId } = commander;
  const at = clock.now();
  const { accountId, regionCode } = clerk;
  const key = idempotencyRow({ accountId, key: input.idempotencyKey, operation: 'registerWebhook', input }, at);
  const attempt = async (): Promise<WebhookOutcome> => {
    const checked = await checkedSettings(input, guard);
    if ('refused' in checked) return checked;
    const id = uuidV7(at);
    const row: WebhookRow = {
      id,
      version: 1,
      region_code: regionCode,
      ...checked.settings,
      status: WebhookStatus.ACTIVE,
      disabled_reason: null,
      held_position: null,
      ...secrets.create(id),
      previous_secret: null,
      previous_secret_until: null,
      failing_since: null,
      created_by: accountId,
      created_at: at,
      updated_at: at,
    };
    return db.transaction(async (tx): Promise<WebhookOutcome> => {
      const [known] = await tx.query(countForRegistration);
      if ((known?.count ?? 0) >= mostWebhooks)
        return { refused: refuse('WEBHOOK_LIMIT_REACHED', { max: mostWebhooks }) };
      const from = input.after ? await placeInLog(tx, input.after) : await latestPosition(tx);
      await tx.query(insertWebhook, [JSON.stringify(row)]);
      await tx.query(putCheckpoint, [checkpointName(id), from]);
      await tx.query(keepAnswer, [JSON.stringify(key), id]);
      const by = { actor: actorOf(commander), requestId };
      await appendToOutbox(tx, 'webhooks', [webhookChangedEvent(row, 'REGISTERED', by)]);
      return { webhook: row };
    });
  };
  const impossible = (): Promise<never> => Promise.reject(new Error('A registration has no version to be stale'));
  const outcome = await onceByKey(db, webhookTable, key, attempt, keptWebhook, impossible);
  wakeRelay(db);
  return outcome;
}
