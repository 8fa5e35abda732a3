import type { Locale } from '@lianxin/errors';
import { connectionOf, SuggestionAction } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { NotificationKind, type NotificationRow } from './notification.row.js';
import { titleOf } from './notification-title.js';

registerEnumType(NotificationKind, {
  name: 'NotificationKind',
  description:
    'SUGGESTION_MOVED 意见建议流转 · WEBHOOK_DISABLED 推送端点停用 (to the clerk who registered it) · ' +
    'OBJECTION_ANSWERED 申诉答复 and DUTY_RECORD_DECIDED 履职记录处理 (to the deputy) · ' +
    'INDEX_PERIOD_SHOWN 亮分 and INDEX_PERIOD_FROZEN 封账 (to each deputy of the cohort) · ' +
    'EVALUATION_CLOSED 考评封账 (to everybody who was judged).',
});

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Suggestion', { simpleResolvers: true })
export class NotificationSuggestion {
  @Field(() => ID)
  id!: string;
}

/** One thing that somebody is told. */
@ObjectType({ simpleResolvers: true, description: 'What happened to something that concerns you (通知).' })
export class Notification {
  /** The suggestion that it tells of; null where it tells of something else. */
  readonly suggestionId!: string | null;

  @Field(() => ID)
  id!: string;

  @Field(() => NotificationKind)
  kind!: NotificationKind;

  @Field(() => Date, { description: 'When it happened.' })
  at!: Date;

  @Field(() => String, {
    description:
      'One line in the language of the request, with the number of the suggestion and nothing of its content.',
  })
  title!: string;

  @Field(() => SuggestionAction, { nullable: true, description: 'What was done; null where it is no suggestion.' })
  action!: SuggestionAction | null;

  @Field(() => Date, { nullable: true, description: 'When you marked it as read; null while it is unread.' })
  readAt!: Date | null;
}

export const NotificationConnection = connectionOf<Notification>('Notification', () => Notification);

/** The part of the viewer that notifications add. */
@Directive('@key(fields: "id")')
@ObjectType('Viewer', { simpleResolvers: true })
export class NotifiedViewer {
  @Field(() => ID)
  id!: string;
}

/** What the stream of arrivals tells (live), to which this module adds the notification. */
@Directive('@key(fields: "causeEventId")')
@ObjectType('NotificationArrival', { simpleResolvers: true })
export class NotificationArrivalExtension {
  @Field(() => ID)
  causeEventId!: string;
}

@InputType({ description: 'Some by their ids, or all up to one: one of the two.' })
export class MarkNotificationsReadInput {
  @Field(() => [ID], { nullable: true, description: 'At most 100; those of others and unknown ones are passed over.' })
  ids?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'This one and all before it.' })
  upTo?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class MarkNotificationsReadPayload {
  @Field(() => Int, { description: 'How many are unread now.' })
  unreadCount!: number;
}

/** A notification as its reader sees it. */
export function notificationOf(row: NotificationRow, locale: Locale): Notification {
  const isSuggestion = row.kind === NotificationKind.SUGGESTION_MOVED;
  return Object.assign(new Notification(), {
    id: String(row.id),
    kind: row.kind,
    at: row.at,
    title: titleOf(row, locale),
    action: row.action,
    suggestionId: isSuggestion ? row.subject_id : null,
    readAt: row.read_at,
  });
}
