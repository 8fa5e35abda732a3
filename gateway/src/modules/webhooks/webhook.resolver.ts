import { encodeCursor } from '@lianxin/events';
import { type Connection, cursorKey, cursorKeys, isUuid, PageArgs, pageOf, pageRequest } from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { checkpointName } from './checkpoint.sql.js';
import { deliveryCount, deliveryPage, WebhookDeliveryStatus } from './delivery.sql.js';
import { requireOffice } from './webhook.policy.js';
import { webhookCount, webhookOfRegion, webhookPage } from './webhook.sql.js';
import {
  deliveryOf,
  Webhook,
  WebhookConnection,
  type WebhookDelivery,
  WebhookDeliveryConnection,
  webhookOf,
} from './webhook.types.js';
import type { WebhooksContext } from './webhooks.context.js';

const beforeFirst = ['-infinity', '00000000-0000-0000-0000-000000000000'];
const behindLast = '9007199254740991';

/** Reading endpoints: the congress office, those of its own region. */
@Resolver(() => Webhook)
export class WebhookResolver {
  @Query(() => WebhookConnection, {
    description: 'The endpoints of your office, the oldest first (推送端点). OFFICE_CLERK only: FORBIDDEN for others.',
  })
  async webhooks(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { request, parts }: WebhooksContext,
  ): Promise<Connection<Webhook>> {
    const { regionCode } = requireOffice(request.principal);
    const { first, after } = pageRequest(args, 2);
    const from = cursorKeys(after, [cursorKey.instant, cursorKey.id], beforeFirst);
    const rows = (await parts.db.query(webhookPage, [regionCode, ...from, first + 1])).map(webhookOf);
    const count = async (): Promise<number> => (await parts.db.query(webhookCount, [regionCode]))[0]?.count ?? 0;
    return WebhookConnection.of(pageOf(rows, first, ({ createdAt, id }) => [createdAt.toISOString(), id], count));
  }

  @Query(() => Webhook, {
    nullable: true,
    description: 'An endpoint of your office; null when it has none of this id.',
  })
  async webhook(@Arg('id', () => ID) id: string, @Ctx() { request, parts }: WebhooksContext): Promise<Webhook | null> {
    const { regionCode } = requireOffice(request.principal);
    const [row] = isUuid(id) ? await parts.db.query(webhookOfRegion, [id, regionCode]) : [];
    return row === undefined ? null : webhookOf(row);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Everything up to here was delivered, set aside, or is not for this endpoint; null once it is deleted.',
  })
  async cursor(@Root() webhook: Webhook, @Ctx() context: WebhooksContext): Promise<string | null> {
    const position = await positionOf(webhook, context);
    return position === null ? null : encodeCursor(position);
  }

  @FieldResolver(() => Int, { description: 'Events in the log behind the cursor, those of others among them.' })
  async lag(@Root() webhook: Webhook, @Ctx() context: WebhooksContext): Promise<number> {
    const position = await positionOf(webhook, context);
    return position === null ? 0 : Math.max(0, (await context.head()) - position);
  }

  @FieldResolver(() => WebhookDeliveryConnection, {
    description:
      'Deliveries, the newest first (推送记录): those that succeeded for 7 days, those set aside for 30, 10,000 at most.',
  })
  async deliveries(
    @Root() { id }: Webhook,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('status', () => WebhookDeliveryStatus, { nullable: true }) status: WebhookDeliveryStatus | null | undefined,
    @Ctx() { parts }: WebhooksContext,
  ): Promise<Connection<WebhookDelivery>> {
    const { first, after } = pageRequest(args, 1);
    const [before = behindLast] = cursorKeys(after, [(value) => /^\d{1,15}$/.test(value)], [behindLast]);
    const chosen = [id, status ?? null];
    const rows = (await parts.db.query(deliveryPage, [...chosen, before, first + 1])).map(deliveryOf);
    const count = async (): Promise<number> => (await parts.db.query(deliveryCount, chosen))[0]?.count ?? 0;
    return WebhookDeliveryConnection.of(pageOf(rows, first, (delivery) => [delivery.id], count));
  }
}

async function positionOf({ id, heldPosition }: Webhook, { positions }: WebhooksContext): Promise<number | null> {
  return heldPosition ?? (await positions.load(checkpointName(id)))?.position ?? null;
}
