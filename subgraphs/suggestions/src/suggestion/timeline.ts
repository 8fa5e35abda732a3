import { AppError } from '@lianxin/errors';
import { type Connection, pageOf, pageRequest } from '@lianxin/subgraph-kit';
import type { SuggestionsContext } from '../suggestions.context.js';
import { SuggestionAction } from './suggestion.enums.js';
import { TimelineConnection, type TimelineEntry } from './suggestion-part.types.js';
import { maySeeEvaluation, maySeeText } from './suggestion.policy.js';
import type { SuggestionState } from './suggestion.state.js';
import type { HistoryEntry } from './timeline-loader.js';

/**
 * The history of a suggestion that the caller may see. What the person wrote with a rating is told only to those who may
 * know the rating, and no note to analysts. The version counts the entries, so the total needs no statement.
 */
export async function timelineOf(
  context: SuggestionsContext,
  state: SuggestionState,
  args: { first: number; after?: string },
): Promise<Connection<TimelineEntry>> {
  const { first, after } = pageRequest(args, 1);
  const afterVersion = after ? after[0] : 0;
  if (!Number.isInteger(afterVersion)) throw new AppError('INVALID_CURSOR');
  const { principal } = context.request;
  const entries = await context.timelines(state.id, { first, after: Number(afterVersion) });
  const noteOf = ({ action, note }: HistoryEntry): string | null => {
    const ofRating = action === SuggestionAction.EVALUATE;
    return maySeeText(principal) && (!ofRating || maySeeEvaluation(principal, state)) ? note : null;
  };
  const shown = entries.map((entry): TimelineEntry => ({
    ...entry,
    note: noteOf(entry),
    actor: { role: entry.actorRole, displayName: entry.actorName },
  }));
  return TimelineConnection.of(
    pageOf(
      shown,
      first,
      ({ version }) => [version],
      () => state.version,
    ),
  );
}
