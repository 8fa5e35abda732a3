import { GraphQLError } from 'graphql';
import { AppError } from '@lianxin/errors';
import type { LoggedEvent, LogPlace } from '@lianxin/events';
import { followTopic } from './follow-topic.js';
import type { LiveContext } from './live.context.js';

/** Asks what of some changes the subscriber may see when they are about to be delivered: each as it is seen, or null. */
export type Seen<Change> = (changes: readonly Change[]) => Promise<readonly (Change | null)[]>;

/**
 * The changes that events of a topic tell, from a position on, and at last the error with which the stream ends. Who may
 * follow was asked when the stream began; without `seen` whoever may follow sees all of it.
 */
export async function* followChanges<Change>(
  { request, live: { hub, log } }: LiveContext,
  followed: string,
  after: LogPlace | null,
  changeOf: (event: LoggedEvent) => Change | null,
  seen: Seen<Change> = (changes) => Promise.resolve(changes),
): AsyncGenerator<Change | GraphQLError | AppError, void, void> {
  const { locale, signal, seat } = request;
  const feed = seat?.feed;
  try {
    for await (const events of followTopic({ hub, log, topic: followed, after, locale, signal, seat })) {
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
