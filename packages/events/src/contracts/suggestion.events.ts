import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { id, regionCode } from './fields.js';
import { ActorRole, SuggestionAction, SuggestionStatus } from './suggestion-vocabulary.js';

/**
 * 意见建议流转: a suggestion came to be, or went from one state to another. It says who moved it, in words that may be
 * shown, and nothing that was written: notes and contact data stay in the subgraph.
 */
export const suggestionTransitioned = defineEvent({
  type: 'suggestion.transitioned',
  version: 1,
  schema: z.object({
    suggestionId: id,
    number: z.string().min(1),
    action: z.enum(SuggestionAction),
    fromStatus: z.enum(SuggestionStatus).nullable(),
    toStatus: z.enum(SuggestionStatus),
    stationId: id,
    regionCode,
    leadUnitId: id.nullable(),
    assistUnitIds: z.array(id),
    representativeId: id.nullable(),
    actorRole: z.enum(ActorRole),
    /** Fit for display. */
    actorName: z.string(),
  }),
});
