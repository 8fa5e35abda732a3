import { statement } from '@lianxin/database';
import { uuidV7 } from '@lianxin/workflow';
import { saveChange } from './change-suggestion.js';
import { systemActor } from './suggestion.actor.js';
import { Rating } from './suggestion.enums.js';
import type { SuggestionServices } from './suggestion.services.js';
import { suggestionColumns, type SuggestionState } from './suggestion.state.js';

const batchSize = 200;

/** Plan: a range of suggestion_status_due. */
const expiredRatings = statement<SuggestionState>(
  'suggestions_with_expired_rating',
  `select ${suggestionColumns} from suggestions.suggestion s
   where s.status = 'REPLIED' and coalesce(s.due_at, 'infinity'::timestamptz) <= $1
   order by coalesce(s.due_at, 'infinity'::timestamptz), s.id limit ${batchSize}`,
);

const commander = { actor: systemActor, visibility: {}, request: null };

/**
 * Closes every replied suggestion whose rating window has passed as UNRATED: silence is not satisfaction. It counts for
 * the moment the window ended. Several instances may run it at once; a suggestion that another one closed, or that was
 * rated meanwhile, is simply passed over by its version.
 * @returns how many were closed
 */
export async function expireRatings(services: SuggestionServices): Promise<number> {
  let closed = 0;
  for (;;) {
    const rows = await services.db.query(expiredRatings, [services.clock.now()]);
    for (const before of rows) {
      const at = before.dueAt ?? services.clock.now();
      const evaluation = {
        id: uuidV7(at),
        suggestion_id: before.id,
        rating: Rating.UNRATED,
        attitude_rating: null,
        reason: null,
        comment: null,
        evaluated_at: at,
        round: before.reworkNo,
      };
      const change = { action: 'EXPIRE', input: {}, patch: { rating: Rating.UNRATED }, evaluation } as const;
      const outcome = await saveChange(services, commander, before, change, { key: null, at });
      if (outcome && 'state' in outcome) closed += 1;
    }
    if (rows.length < batchSize) return closed;
  }
}
