import { refuse } from '@lianxin/errors';
import { encodeCursor } from '@lianxin/events';
import { changeWebhook, type WebhookCommand, type WebhookCommander, type WebhookOutcome } from './change-webhook.js';
import { checkpointName, dropCheckpoint, putCheckpoint } from './checkpoint.sql.js';
import { forgetDeliveries, hastenWaiting } from './delivery.sql.js';
import { placeInLog } from './log-place.js';
import { WebhookStatus } from './webhook.row.js';
import type { WebhookParts } from './webhook-parts.js';

/** Holds deliveries until the endpoint is resumed (暂停推送); nothing is lost meanwhile. */
export function pauseWebhook(
  parts: WebhookParts,
  commander: WebhookCommander,
  input: WebhookCommand,
): Promise<WebhookOutcome> {
  return changeWebhook(parts, commander, 'pauseWebhook', input, ({ status }) => {
    if (status !== WebhookStatus.ACTIVE) return { refused: refuse('NOT_IN_STATE', { status }) };
    return { action: 'PAUSED', patch: { status: WebhookStatus.PAUSED } };
  });
}

/**
 * Goes on where deliveries were held or ended (恢复推送), at once.
 * @throws AppError LOG_ARCHIVED when the endpoint was disabled for so long that what it missed is archived
 */
export function resumeWebhook(
  parts: WebhookParts,
  commander: WebhookCommander,
  input: WebhookCommand,
): Promise<WebhookOutcome> {
  return changeWebhook(parts, commander, 'resumeWebhook', input, async ({ id, status, held_position }, at, tx) => {
    if (status === WebhookStatus.ACTIVE) return { refused: refuse('NOT_IN_STATE', { status }) };
    const held = held_position === null ? null : await placeInLog(tx, encodeCursor(held_position));
    return {
      action: 'RESUMED',
      patch: { status: WebhookStatus.ACTIVE, disabled_reason: null, held_position: null, failing_since: null },
      async also(sql) {
        if (held !== null) await sql.query(putCheckpoint, [checkpointName(id), held]);
        await sql.query(hastenWaiting, [id, at]);
      },
    };
  });
}

/** Ends an endpoint for good (删除推送端点): its secrets, its place in the log and its record of deliveries go. */
export function deleteWebhook(
  parts: WebhookParts,
  commander: WebhookCommander,
  input: WebhookCommand,
): Promise<WebhookOutcome> {
  return changeWebhook(parts, commander, 'deleteWebhook', input, ({ id }) => ({
    action: 'DELETED',
    patch: {
      status: WebhookStatus.DELETED,
      disabled_reason: null,
      held_position: null,
      wrapped_key: '',
      secret: '',
      previous_secret: null,
    },
    async also(tx) {
      await tx.query(dropCheckpoint, [checkpointName(id)]);
      await tx.query(forgetDeliveries, [id]);
    },
  }));
}
