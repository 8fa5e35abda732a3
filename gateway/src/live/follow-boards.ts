import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLError } from 'graphql';
import type { AppError } from '@lianxin/errors';
import { dutyIndexChanged, encodeCursor, type PlacedEvent, type LogPlace, topic } from '@lianxin/events';
import { DutyBoardChange } from './board-change.types.js';
import { damped } from './damped.js';
import { followChanges } from './follow-changes.js';
import type { LiveContext } from './live.context.js';

/** A change on its way to a subscriber, or the error with which the stream ends (see `LiveEvent`). */
export type BoardLiveEvent = DutyBoardChange | GraphQLError | AppError;

/** Least time between two changes that a reader is told: one event may concern a whole cohort, and many come together. */
const pauseMs = 1_000;

function changeOf(event: PlacedEvent): DutyBoardChange | null {
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

/** A change with those of its deputies who are seen; null when none is. */
function among(visible: ReadonlySet<string>, change: DutyBoardChange): DutyBoardChange | null {
  const deputies = change.deputies.filter((id) => visible.has(id));
  return deputies.length === 0 ? null : Object.assign(change, { deputies });
}

/**
 * What changes on the boards of a region, from a place on, at most once a second: a change names and counts nobody of
 * another region, and where it concerns only others it is passed over. It stays a stream of its own: it runs ahead of its
 * reader, and so cannot hand over to a group at the event that the reader has.
 */
export function followBoards(
  { request, live }: LiveContext,
  regionCode: string,
  after: LogPlace | null,
): AsyncGenerator<BoardLiveEvent, void, void> {
  const { seat: _, ...alone } = request;
  const sight = { representativeId: null, regionCode };
  const seen = async (told: readonly DutyBoardChange[]): Promise<(DutyBoardChange | null)[]> => {
    const visible = await live.visibleIndexes(sight, [...new Set(told.flatMap(({ deputies }) => deputies))]);
    return told.map((change) => among(visible, change));
  };
  const changes = followChanges({ request: alone, live }, topic.dutyIndexes, after, changeOf, { seen });
  const pause = (): Promise<unknown> => sleep(pauseMs, undefined, { signal: request.signal }).catch(() => undefined);
  return damped<DutyBoardChange>(changes, sum, pause) as AsyncGenerator<BoardLiveEvent, void, void>;
}
