import { GraphQLError } from 'graphql';
import { AppError } from '@lianxin/errors';
import type { LoggedEvent, LogPlace } from '@lianxin/events';
import { followTopic } from './follow-topic.js';
import type { LiveContext } from './live.context.js';

/**
 * The changes that events of a topic tell, from a position on, and at last the error with which the stream ends. Who may
 * follow was asked when the stream began.
 */
export async function* followChanges<Change>(
  { request, live: { hub, log } }: LiveContext,
  followed: string,
  after: LogPlace | null,
  changeOf: (event: LoggedEvent) => Change | null,
): AsyncGenerator<Change | GraphQLError | AppError, void, void> {
  const { locale, signal, seat } = request;
  const feed = seat?.feed;
  try {
    for await (const events of followTopic({ hub, log, topic: followed, after, locale, signal, seat })) {
      for (const event of events) {
        const change = changeOf(event);
        if (!change) continue;
        if (feed) feed.at = event.position;
        yield change;
        if (feed) feed.at = null;
      }
    }
  } catch (error) {
    if (!(error instanceof GraphQLError) && !(error instanceof AppError)) throw error;
    yield error;
  }
}
