import { GraphQLError } from 'graphql';
import { AppError } from '@lianxin/errors';
import { followTopic } from './follow-topic.js';
import type { LiveContext } from './live.context.js';
import type { SuggestionTransition } from './live.types.js';
import { readTransition } from './suggestion-transition.js';

/**
 * What a subscription's source brings: a transition, or at its end the error that the client is told. An error that the
 * source threw would reach the engine as "the subgraph failed"; brought as an event it keeps its code and cursor.
 */
export type LiveEvent = SuggestionTransition | GraphQLError | AppError;

/**
 * The transitions of a topic that this subscriber may see. Whether a suggestion can be seen is asked when its event is
 * about to be delivered; an event about one that cannot is passed over in silence.
 */
export async function* followSuggestions(
  { request, live }: LiveContext,
  topic: string,
  after: number | null,
): AsyncGenerator<LiveEvent, void, void> {
  const { hub, log, visible } = live;
  const { locale, signal } = request;
  try {
    for await (const events of followTopic({ hub, log, topic, after, locale, signal })) {
      const transitions = events.map(readTransition).filter((transition) => transition !== null);
      if (transitions.length === 0) continue;
      const seen = await visible(
        transitions.map(({ suggestion }) => suggestion.id),
        request,
      );
      for (const transition of transitions) if (seen.has(transition.suggestion.id)) yield transition;
    }
  } catch (error) {
    if (!(error instanceof GraphQLError) && !(error instanceof AppError)) throw error;
    yield error;
  }
}

/** The transition that an event brings; throws the error that ends the stream. */
export function transitionOf(event: LiveEvent): SuggestionTransition {
  if (event instanceof Error) throw event;
  return event;
}
