import { AppError } from '@lianxin/errors';
import {
  type Connection,
  cursorKeys,
  maxPageSize,
  PageArgs,
  pageOf,
  pageRequest,
  requirePrincipal,
} from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, Directive, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import {
  markRead,
  markReadUpTo,
  notificationAbout,
  notificationCount,
  notificationPage,
  unreadCount,
  unreadPage,
} from './notification.sql.js';
import {
  MarkNotificationsReadInput,
  MarkNotificationsReadPayload,
  Notification,
  NotificationArrivalExtension,
  NotificationConnection,
  notificationOf,
  NotificationSuggestion,
  NotifiedViewer,
} from './notification.types.js';
import type { NotificationParts, NotificationsContext } from './notifications.context.js';

const behindLast = '9007199254740991';
const isRowId = (value: string): boolean => /^\d{1,15}$/.test(value);

const countUnread = async ({ db }: NotificationParts, accountId: string): Promise<number> =>
  (await db.query(unreadCount, [accountId]))[0]?.count ?? 0;

/** A connection is reached through a viewer only, so who asks is whose it is. */
@Resolver(() => NotificationConnection)
export class NotificationConnectionResolver {
  @FieldResolver(() => Int, {
    description: 'How many of all your notifications are unread (未读数), not on this page.',
  })
  unreadCount(@Ctx() { request, parts }: NotificationsContext): Promise<number> {
    return countUnread(parts, requirePrincipal(request.principal).accountId);
  }
}

/** What a notification tells of. */
@Resolver(() => Notification)
export class NotificationFieldResolver {
  @FieldResolver(() => NotificationSuggestion, {
    nullable: true,
    description: 'The suggestion as you may see it now; null when you may not any more, or it tells of none.',
  })
  suggestion(
    @Root() { suggestionId }: Notification,
    @Ctx() { suggestions }: NotificationsContext,
  ): Promise<NotificationSuggestion | null> | null {
    return suggestionId === null ? null : suggestions.load(suggestionId);
  }
}

/**
 * What has just come. Whose it is says the request, and nothing that was asked for: another's event leads nowhere. Both
 * fields may be null: what cannot be read now must not take the arrival's cursor with it, or its reader would miss it.
 */
@Resolver(() => NotificationArrivalExtension)
export class NotificationArrivalResolver {
  @FieldResolver(() => Notification, { nullable: true, description: 'Null when it is not kept any more.' })
  async notification(
    @Root() { causeEventId }: NotificationArrivalExtension,
    @Ctx() { request, parts: { db } }: NotificationsContext,
  ): Promise<Notification | null> {
    const { accountId } = requirePrincipal(request.principal);
    const [row] = await db.query(notificationAbout, [accountId, causeEventId]);
    return row ? notificationOf(row, request.locale) : null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many of all your notifications are unread (未读数) as it is delivered; null, with an error, where it cannot be read.',
  })
  unreadCount(@Ctx() { request, parts }: NotificationsContext): Promise<number> {
    return countUnread(parts, requirePrincipal(request.principal).accountId);
  }
}

/** One's own notifications: a viewer is reached by itself only, so the viewer's id is the account's. */
@Resolver(() => NotifiedViewer)
export class NotificationResolver {
  @FieldResolver(() => NotificationConnection, {
    description:
      'What concerns you, the newest first (通知). Kept for 180 days, read ones for 90, 1,000 at most for an account.',
  })
  async notifications(
    @Root() { id }: NotifiedViewer,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('unreadOnly', () => Boolean, { defaultValue: false }) unreadOnly: boolean,
    @Ctx() { request, parts }: NotificationsContext,
  ): Promise<Connection<Notification>> {
    const { first, after } = pageRequest(args, 1);
    const [before] = cursorKeys(after, [isRowId], [behindLast]);
    const fetched = await parts.db.query(unreadOnly ? unreadPage : notificationPage, [id, before, first + 1]);
    const rows = fetched.map((row) => notificationOf(row, request.locale));
    const total = async (): Promise<number> => (await parts.db.query(notificationCount, [id]))[0]?.count ?? 0;
    const count = (): Promise<number> => (unreadOnly ? countUnread(parts, id) : total());
    return NotificationConnection.of(pageOf(rows, first, (notification) => [notification.id], count));
  }

  @Directive('@authenticated')
  @Mutation(() => MarkNotificationsReadPayload, {
    description: '标为已读. What is read already stays as it is, so a repetition changes nothing. INVALID_INPUT.',
  })
  async markNotificationsRead(
    @Arg('input', () => MarkNotificationsReadInput) { ids, upTo }: MarkNotificationsReadInput,
    @Ctx() { request, parts }: NotificationsContext,
  ): Promise<MarkNotificationsReadPayload> {
    const { accountId } = requirePrincipal(request.principal);
    const { db, clock } = parts;
    if (ids && !upTo && ids.length <= maxPageSize)
      await db.query(markRead, [accountId, ids.filter(isRowId), clock.now()]);
    else if (upTo && !ids && isRowId(upTo)) await db.query(markReadUpTo, [accountId, upTo, clock.now()]);
    else throw new AppError('INVALID_INPUT', { reason: `ids (≤ ${String(maxPageSize)}) | upTo` });
    return { unreadCount: await countUnread(parts, accountId) };
  }
}
