import { Field, ID, InputType, Int } from 'type-graphql';
import { WebhookEventType } from './published-events.js';

@InputType({ description: '登记推送端点' })
export class RegisterWebhookInput {
  @Field(() => String, { description: 'Makes a retry safe: same key and input, same answer, for 24 hours.' })
  idempotencyKey!: string;

  @Field(() => String, {
    description:
      'https, without user name, password or fragment; at most 2,000 characters. Not in an internal network.',
  })
  url!: string;

  @Field(() => String, { description: 'Whose system it is, at most 200 characters.' })
  description!: string;

  @Field(() => [WebhookEventType])
  eventTypes!: WebhookEventType[];

  @Field(() => [String], {
    nullable: true,
    description:
      'At most 50 of `suggestion:ID`, `station:ID`, `unit:ID`, `representative:ID`; all events when left out.',
  })
  topics?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Cursor behind which to begin, of a live event or of a delivery; what comes from now on when left out.',
  })
  after?: string | null;
}

/** What every change of an endpoint carries. */
@InputType({ description: 'Names an endpoint to act on.' })
export class WebhookCommandInput {
  @Field(() => String, { description: 'Makes a retry safe: same key and input, same answer, for 24 hours.' })
  idempotencyKey!: string;

  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version you saw; a lost race is refused with VERSION_CONFLICT.' })
  expectedVersion!: number;
}

@InputType({ description: '修改推送端点: all settings, as they are to be.' })
export class UpdateWebhookInput extends WebhookCommandInput {
  @Field(() => String)
  url!: string;

  @Field(() => String)
  description!: string;

  @Field(() => [WebhookEventType])
  eventTypes!: WebhookEventType[];

  @Field(() => [String], { nullable: true })
  topics?: string[] | null;
}

@InputType({ description: '按位置重放' })
export class ReplayWebhookInput extends WebhookCommandInput {
  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last event that the receiver needs no more; everything that is kept when left out.',
  })
  after?: string | null;
}

@InputType({ description: '重新推送' })
export class RedeliverWebhookInput extends WebhookCommandInput {
  @Field(() => ID)
  deliveryId!: string;
}
