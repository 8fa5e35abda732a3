import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLError } from 'graphql';
import type { AppError } from '@lianxin/errors';
import { dutyIndexChanged, encodeCursor, type LoggedEvent, type LogPlace, topic } from '@lianxin/events';
import { DutyBoardChange } from './board-change.types.js';
import { damped } from './damped.js';
import { followChanges } from './follow-changes.js';
import type { LiveContext } from './live.context.js';

/** A change on its way to a subscriber, or the error with which the stream ends (see `LiveEvent`). */
export type BoardLiveEvent = DutyBoardChange | GraphQLError | AppError;

/** Least time between two changes that a reader is told: one event may concern a whole cohort, and many come together. */
const pauseMs = 1_000;

function changeOf(event: LoggedEvent): DutyBoardChange | null {
  if (!dutyIndexChanged.matches(event)) return null;
  const { position, eventId, occurredAt, payload } = dutyIndexChanged.read(event);
  return Object.assign(new DutyBoardChange(), {
    deputies: payload.representativeIds,
    cursor: encodeCursor(position, eventId),
    at: occurredAt,
    events: 1,
  });
}

function sum(held: DutyBoardChange, next: DutyBoardChange): DutyBoardChange {
  return Object.assign(new DutyBoardChange(), {
    deputies: [...new Set([...held.deputies, ...next.deputies])],
    cursor: next.cursor,
    at: next.at,
    events: held.events + next.events,
  });
}

/**
 * What changes on the boards, from a place on, at most once a second. It stays a stream of its own: it runs ahead of its
 * reader, and so cannot hand over to a group at the event that the reader has.
 */
export function followBoards(
  { request, live }: LiveContext,
  after: LogPlace | null,
): AsyncGenerator<BoardLiveEvent, void, void> {
  const { seat: _, ...alone } = request;
  const changes = followChanges({ request: alone, live }, topic.dutyIndexes, after, changeOf);
  const pause = (): Promise<unknown> => sleep(pauseMs, undefined, { signal: request.signal }).catch(() => undefined);
  return damped<DutyBoardChange>(changes, sum, pause) as AsyncGenerator<BoardLiveEvent, void, void>;
}
