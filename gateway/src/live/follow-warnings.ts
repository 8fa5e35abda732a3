import type { GraphQLError } from 'graphql';
import type { AppError } from '@lianxin/errors';
import { dutyWarningChanged, encodeCursor, type PlacedEvent, type LogPlace } from '@lianxin/events';
import { followChanges } from './follow-changes.js';
import type { LiveContext } from './live.context.js';
import { DutyWarningChange } from './warning-change.types.js';

/** A change on its way to a subscriber, or the error with which the stream ends. */
export type WarningLiveEvent = DutyWarningChange | GraphQLError | AppError;

function changeOf(event: PlacedEvent): DutyWarningChange | null {
  if (!dutyWarningChanged.matches(event)) return null;
  const { position, occurredAt, payload } = dutyWarningChanged.read(event);
  const dueAt = new Date(payload.dueAt);
  return Object.assign(new DutyWarningChange(), {
    ...payload,
    dueAt,
    cursor: encodeCursor(position, event.eventId),
    at: occurredAt,
  });
}

/** The lights of a deputy or a region that change. */
export function followWarnings(
  context: LiveContext,
  topic: string,
  after: LogPlace | null,
): AsyncGenerator<WarningLiveEvent, void, void> {
  return followChanges(context, topic, after, changeOf);
}
