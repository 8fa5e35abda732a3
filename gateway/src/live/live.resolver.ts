import { Arg, Directive, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import { DutyBoardChange } from './board-change.types.js';
import type { BoardLiveEvent } from './follow-boards.js';
import type { IndexLiveEvent } from './follow-index.js';
import type { WarningLiveEvent } from './follow-warnings.js';
import { DutyIndexChange } from './index-change.types.js';
import type { NotificationLiveEvent } from './follow-notifications.js';
import { type LiveEvent, transitionOf } from './follow-suggestions.js';
import { SuggestionTransition } from './live.types.js';
import { NotificationArrival } from './notification-arrival.types.js';
import { DutyWarningChange } from './warning-change.types.js';

const afterDescription = 'Cursor of the last event that was seen; what was missed since then comes first, in order.';

/**
 * The root of subscriptions, as a plain type: type-graphql's own `@Subscription` insists on a publish-subscribe system,
 * and the sources here come from the log. They are attached in live.schema.ts.
 */
@ObjectType('Subscription')
export class LiveSubscription {}

/** What a subscriber gets of an event; the event itself comes from the field's source. */
@Resolver(() => LiveSubscription)
export class LiveResolver {
  @Directive('@authenticated')
  @FieldResolver(() => DutyBoardChange, {
    description:
      'What changes on boards of the duty index (履职指数榜变动) for deputies of the region, summed up: at most once a second. For the office, inspectors.',
  })
  dutyBoardsChanged(
    @Root() event: BoardLiveEvent,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) _after: string | undefined,
  ): DutyBoardChange {
    if (event instanceof Error) throw event;
    return event;
  }

  @Directive('@authenticated')
  @FieldResolver(() => DutyIndexChange, {
    description:
      'What changes a deputy’s duty index (履职指数变动), each with its cause. For the deputy, and whoever sees the index.',
  })
  dutyIndexChanged(
    @Root() event: IndexLiveEvent,
    @Arg('representativeId', () => ID) _representativeId: string,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) _after: string | undefined,
  ): DutyIndexChange {
    if (event instanceof Error) throw event;
    return event;
  }

  @Directive('@authenticated')
  @FieldResolver(() => DutyWarningChange, {
    description:
      'Lights that change (三色预警): of a deputy for that deputy, or of a region for its office and inspectors. Name one.',
  })
  dutyWarningChanged(
    @Root() event: WarningLiveEvent,
    @Arg('representativeId', () => ID, { nullable: true }) _representativeId: string | undefined,
    @Arg('regionCode', () => ID, { nullable: true }) _regionCode: string | undefined,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) _after: string | undefined,
  ): DutyWarningChange {
    if (event instanceof Error) throw event;
    return event;
  }

  @Directive('@authenticated')
  @FieldResolver(() => NotificationArrival, {
    description: 'What comes for you (新通知), with how many are unread. Your own account’s, whoever you are.',
  })
  notificationReceived(
    @Root() event: NotificationLiveEvent,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) _after: string | undefined,
  ): NotificationArrival {
    if (event instanceof Error) throw event;
    return event;
  }

  @Directive('@authenticated')
  @FieldResolver(() => SuggestionTransition, {
    description:
      'What happens to the suggestions of a station (家站点动态). For its officer, deputies, the office, inspectors.',
  })
  stationFeed(
    @Root() event: LiveEvent,
    @Arg('stationId', () => ID) _stationId: string,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) _after: string | undefined,
  ): SuggestionTransition {
    return transitionOf(event);
  }

  @Directive('@authenticated')
  @FieldResolver(() => SuggestionTransition, {
    description: 'The way of one suggestion (诉求进度), for everybody who may see it.',
  })
  suggestionProgress(
    @Root() event: LiveEvent,
    @Arg('id', () => ID) _id: string,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) _after: string | undefined,
  ): SuggestionTransition {
    return transitionOf(event);
  }

  @Directive('@authenticated')
  @FieldResolver(() => SuggestionTransition, {
    description: 'What reaches a handling unit (承办单位收件箱). For its clerks, the office, inspectors.',
  })
  unitInbox(
    @Root() event: LiveEvent,
    @Arg('unitId', () => ID) _unitId: string,
    @Arg('after', () => String, { nullable: true, description: afterDescription }) _after: string | undefined,
  ): SuggestionTransition {
    return transitionOf(event);
  }
}
