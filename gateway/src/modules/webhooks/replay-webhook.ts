import { AppError, refuse } from '@lianxin/errors';
import { changeWebhook, type WebhookCommand, type WebhookCommander, type WebhookOutcome } from './change-webhook.js';
import { checkpointName, putCheckpoint } from './checkpoint.sql.js';
import { forgetWaiting, requeueDelivery } from './delivery.sql.js';
import { placeInLog } from './log-place.js';
import { WebhookStatus } from './webhook.row.js';
import type { WebhookParts } from './webhook-parts.js';

/**
 * Delivers everything behind a cursor (按位置重放), again where it was delivered before; without a cursor, everything that
 * is kept. A cursor ahead passes over what lies between.
 * @throws AppError INVALID_CURSOR, LOG_ARCHIVED
 */
export function replayWebhook(
  parts: WebhookParts,
  commander: WebhookCommander,
  input: WebhookCommand & { readonly after?: string | null },
): Promise<WebhookOutcome> {
  return changeWebhook(parts, commander, 'replayWebhook', input, async ({ id, status }, _, tx) => {
    const position = await placeInLog(tx, input.after ?? null);
    const isHeld = status === WebhookStatus.DISABLED;
    return {
      action: 'REPLAYED',
      patch: isHeld ? { held_position: position } : {},
      async also(sql) {
        if (!isHeld) await sql.query(putCheckpoint, [checkpointName(id), position]);
        await sql.query(forgetWaiting, [id]);
      },
    };
  });
}

/** Sends an event that was set aside once more, out of its turn (重新推送). */
export function redeliverWebhook(
  parts: WebhookParts,
  commander: WebhookCommander,
  input: WebhookCommand & { readonly deliveryId: string },
): Promise<WebhookOutcome> {
  if (!/^\d{1,15}$/.test(input.deliveryId)) throw new AppError('NOT_FOUND');
  return changeWebhook(parts, commander, 'redeliverWebhook', input, async ({ id, status }, _, tx) => {
    if (status !== WebhookStatus.ACTIVE) return { refused: refuse('NOT_IN_STATE', { status }) };
    const [delivery] = await tx.query(requeueDelivery, [id, Number(input.deliveryId)]);
    if (delivery === undefined) throw new AppError('NOT_FOUND');
    return { action: 'REPLAYED', patch: {} };
  });
}
