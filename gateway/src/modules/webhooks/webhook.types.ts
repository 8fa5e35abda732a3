import { connectionOf } from '@lianxin/subgraph-kit';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { type DeliveryRow, WebhookDeliveryStatus } from './delivery.sql.js';
import { type Attempt, WebhookFault } from './post-webhook.js';
import { WebhookEventType } from './published-events.js';
import { WebhookDisabledReason, type WebhookRow, WebhookStatus } from './webhook.row.js';

registerEnumType(WebhookEventType, {
  name: 'WebhookEventType',
  description:
    'SUGGESTION_TRANSITIONED 意见建议流转 · STATION_REGISTERED 家站点登记 · REPRESENTATIVE_REGISTERED 代表登记. In a delivery they have the names of the log, such as `suggestion.transitioned`.',
});
registerEnumType(WebhookStatus, {
  name: 'WebhookStatus',
  description:
    'ACTIVE 推送中 · PAUSED 已暂停 · DISABLED 已自动停用 · DELETED 已删除 (in the answer to the deletion only).',
});
registerEnumType(WebhookDisabledReason, {
  name: 'WebhookDisabledReason',
  description: 'GONE: the receiver answered 410 · FAILING: nothing was delivered for 5 days.',
});
registerEnumType(WebhookDeliveryStatus, {
  name: 'WebhookDeliveryStatus',
  description:
    'RETRYING 待重试: those behind it wait · DELIVERED 已送达 · SET_ASIDE 已搁置: after about 24 hours the stream went on without it · REQUEUED 待重新推送.',
});
registerEnumType(WebhookFault, {
  name: 'WebhookFault',
  description:
    'TIMEOUT: no complete answer within 10 s · CONNECTION: not reached · TLS: its certificate does not hold · ADDRESS_REFUSED: its name leads to an internal network · REDIRECTED: redirects are not followed · HTTP_STATUS: not 2xx · EVENT_ARCHIVED: the event is not in the log any more.',
});

/** An event at an endpoint. */
@ObjectType({ simpleResolvers: true, description: 'What became of one event at an endpoint (推送记录).' })
export class WebhookDelivery {
  @Field(() => ID)
  id!: string;

  @Field(() => ID, { description: 'The event; receivers see it as `webhook-id`.' })
  eventId!: string;

  @Field(() => String, { description: 'As in the delivery, e.g. `suggestion.transitioned`.' })
  eventType!: string;

  @Field(() => WebhookDeliveryStatus)
  status!: WebhookDeliveryStatus;

  @Field(() => Int)
  attempts!: number;

  @Field(() => Int, { nullable: true, description: 'Status of the last answer; null when there was none.' })
  httpStatus!: number | null;

  @Field(() => WebhookFault, { nullable: true, description: 'Why the last attempt failed; null when it did not.' })
  fault!: WebhookFault | null;

  @Field(() => Int, { description: 'Milliseconds of the last attempt.' })
  durationMs!: number;

  @Field(() => Date)
  firstAttemptAt!: Date;

  @Field(() => Date)
  lastAttemptAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it is tried again; null unless RETRYING.' })
  nextAttemptAt!: Date | null;
}

export const WebhookDeliveryConnection = connectionOf<WebhookDelivery>('WebhookDelivery', () => WebhookDelivery);

/** An endpoint of another system. */
@ObjectType({
  simpleResolvers: true,
  description:
    'An address that hears of events over HTTP (推送端点). Its office is that of the clerk who registered it.',
})
export class Webhook {
  /** Where it stood when it was disabled; its fields of the log resolve from it. */
  readonly heldPosition!: number | null;

  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'Grows with each command, and when it is disabled.' })
  version!: number;

  @Field(() => String)
  url!: string;

  @Field(() => String)
  description!: string;

  @Field(() => [WebhookEventType])
  eventTypes!: readonly WebhookEventType[];

  @Field(() => [String], {
    description: 'It hears only of events of one of these, e.g. `station:ID`; of all of its region when empty.',
  })
  topics!: readonly string[];

  @Field(() => WebhookStatus)
  status!: WebhookStatus;

  @Field(() => WebhookDisabledReason, { nullable: true })
  disabledReason!: WebhookDisabledReason | null;

  @Field(() => Date, { nullable: true, description: 'First failure since the last success; null when all is well.' })
  failingSince!: Date | null;

  @Field(() => Date, { nullable: true, description: 'Until when deliveries are signed with the previous secret too.' })
  previousSecretUntil!: Date | null;

  @Field(() => Date)
  createdAt!: Date;

  @Field(() => Date)
  updatedAt!: Date;
}

export const WebhookConnection = connectionOf<Webhook>('Webhook', () => Webhook);

/** What a test came to. */
@ObjectType({ simpleResolvers: true, description: 'What a test delivery came to (测试推送结果).' })
export class WebhookPing {
  @Field(() => Boolean)
  delivered!: boolean;

  @Field(() => Int, { nullable: true })
  httpStatus!: number | null;

  @Field(() => WebhookFault, { nullable: true })
  fault!: WebhookFault | null;

  @Field(() => Int, { description: 'Milliseconds.' })
  durationMs!: number;
}

/** An endpoint as the API shows it. */
export function webhookOf(row: WebhookRow): Webhook {
  return Object.assign(new Webhook(), {
    id: row.id,
    version: row.version,
    url: row.url,
    description: row.description,
    eventTypes: row.event_types,
    topics: row.topics,
    status: row.status,
    disabledReason: row.disabled_reason,
    heldPosition: row.held_position,
    failingSince: row.failing_since,
    previousSecretUntil: row.previous_secret_until,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  });
}

/** A delivery as the API shows it. */
export function deliveryOf(row: DeliveryRow): WebhookDelivery {
  return Object.assign(new WebhookDelivery(), {
    id: String(row.id),
    eventId: row.event_id,
    eventType: row.event_type,
    status: row.status,
    attempts: row.attempts,
    httpStatus: row.http_status,
    fault: row.fault,
    durationMs: row.duration_ms,
    firstAttemptAt: row.first_at,
    lastAttemptAt: row.last_at,
    nextAttemptAt: row.status === WebhookDeliveryStatus.RETRYING ? row.next_at : null,
  });
}

/** The outcome of a test as the API shows it. */
export function pingOf({ fault, httpStatus, durationMs }: Attempt): WebhookPing {
  return Object.assign(new WebhookPing(), { delivered: fault === null, httpStatus, fault, durationMs });
}
