import { type EventActor, type NewEvent, webhookChanged } from '@lianxin/events';
import type { WebhookRow } from './webhook.row.js';

/** What happened to an endpoint, as the log says it. */
export type WebhookAction = ReturnType<typeof webhookChanged.read>['payload']['action'];

/** The event that an endpoint changed; the endpoint as it is then. */
export function webhookChangedEvent(
  row: WebhookRow,
  action: WebhookAction,
  { actor, requestId }: { readonly actor: EventActor; readonly requestId: string | null },
): NewEvent {
  return webhookChanged.create({
    aggregateType: 'webhook',
    aggregateId: row.id,
    aggregateVersion: row.version,
    payload: { webhookId: row.id, action, regionCode: row.region_code, createdBy: row.created_by },
    topics: [],
    actor,
    requestId,
    occurredAt: row.updated_at,
  });
}
