import { GraphQLError } from 'graphql';
import { AppError } from '@lianxin/errors';
import type { LogPlace } from '@lianxin/events';
import type { QueuedEvent } from './event-queue.js';
import { followTopic } from './follow-topic.js';
import type { LiveContext } from './live.context.js';
import type { SuggestionTransition } from './live.types.js';
import { type DeliveredTransition, readTransition } from './suggestion-transition.js';

/**
 * What a subscription's source brings: a transition, or at its end the error that the client is told. An error that the
 * source threw would reach the engine as "the subgraph failed"; brought as an event it keeps its code and cursor.
 */
export type LiveEvent = SuggestionTransition | GraphQLError | AppError;

/**
 * The transitions of a topic that this subscriber may see. Whether a suggestion can be seen is asked when its event is
 * about to be delivered; an event about one that cannot is passed over in silence. A group does not wait for the answer
 * before it executes, only before it delivers: it is one statement less for thousands to wait for.
 */
export async function* followSuggestions(
  { request, live }: LiveContext,
  topic: string,
  after: LogPlace | null,
): AsyncGenerator<LiveEvent, void, void> {
  const { hub, log, visible } = live;
  const { locale, signal, seat } = request;
  const feed = seat?.feed;
  try {
    for await (const events of followTopic({ hub, log, topic, after, locale, signal, seat, isEager: true })) {
      const steps = events.flatMap(readStep);
      if (steps.length === 0) continue;
      const asked = visible(
        steps.map(({ transition }) => transition.suggestion.id),
        request,
      );
      for (const { position, told, transition } of steps) {
        const { id } = transition.suggestion;
        if (feed) {
          feed.permit = Promise.all([asked, told ?? true]).then(([seen, isTold]) => isTold && seen.has(id));
          // It fails where it is awaited; a stream that has ended meanwhile awaits nothing.
          feed.permit.catch(() => undefined);
          feed.at = position;
        } else if (!(await asked).has(id)) continue;
        yield transition;
        if (feed) feed.at = null;
      }
    }
  } catch (error) {
    if (!(error instanceof GraphQLError) && !(error instanceof AppError)) throw error;
    yield error;
  }
}

interface Step extends Pick<QueuedEvent, 'position' | 'told'> {
  readonly transition: DeliveredTransition;
}

function readStep(event: QueuedEvent): Step[] {
  const transition = readTransition(event);
  return transition ? [{ position: event.position, told: event.told, transition }] : [];
}

/** The transition that an event brings; throws the error that ends the stream. */
export function transitionOf(event: LiveEvent): SuggestionTransition {
  if (event instanceof Error) throw event;
  return event;
}
