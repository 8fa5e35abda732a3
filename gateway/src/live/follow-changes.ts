import { GraphQLError } from 'graphql';
import { AppError } from '@lianxin/errors';
import type { PlacedEvent, LogPlace } from '@lianxin/events';
import { followTopic } from './follow-topic.js';
import type { LiveContext } from './live.context.js';
import type { Audience } from './seat.js';

/** Asks what of some changes the subscriber may see when they are about to be delivered: each as it is seen, or null. */
export type Seen<Change> = (changes: readonly Change[]) => Promise<readonly (Change | null)[]>;

/** Whom changes are shown to. */
export interface ShownTo<Change> {
  /** All of them unless told. */
  readonly seen?: Seen<Change>;
  /** Who may share the stream: a visibility class unless told. */
  readonly audience?: Audience;
}

/**
 * The changes that events of a topic tell, from a position on, and at last the error with which the stream ends. Who may
 * follow was asked when the stream began.
 */
export async function* followChanges<Change>(
  { request, live: { hub, log } }: LiveContext,
  followed: string,
  after: LogPlace | null,
  changeOf: (event: PlacedEvent) => Change | null,
  { seen = (changes) => Promise.resolve(changes), audience = 'CLASS' }: ShownTo<Change> = {},
): AsyncGenerator<Change | GraphQLError | AppError, void, void> {
  const { locale, signal, seat } = request;
  const feed = seat?.feed;
  try {
    for await (const events of followTopic({ hub, log, topic: followed, after, locale, signal, seat, audience })) {
      const told = events.flatMap((event) => {
        const change = changeOf(event);
        return change === null ? [] : [{ position: event.position, change }];
      });
      const shown = told.length === 0 ? [] : await seen(told.map(({ change }) => change));
      for (const [index, { position }] of told.entries()) {
        const change = shown[index] ?? null;
        if (change === null) continue;
        if (feed) feed.at = position;
        yield change;
        if (feed) feed.at = null;
      }
    }
  } catch (error) {
    if (!(error instanceof GraphQLError) && !(error instanceof AppError)) throw error;
    yield error;
  }
}
