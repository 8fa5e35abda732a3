import type { Clock } from '@lianxin/calendar';
import { type Db, statement } from '@lianxin/database';
import { coalesced, loaderPerArguments, type PageRequest, rowLoader, rowsLoader } from '@lianxin/subgraph-kit';
import type { HandlingUnitLoaders } from '../handling-unit/handling-unit.loaders.js';
import { handlingUnitAlong } from '../handling-unit/handling-unit.sql.js';
import type { SuggestionFilter, SuggestionOrder } from './suggestion.inputs.js';
import { type ListParent, suggestionCountSql, suggestionPageSql } from './suggestion-list.sql.js';
import type { Evaluation, Reply } from './suggestion-part.types.js';
import type { Visibility } from './suggestion.policy.js';
import type { SuggestionState } from './suggestion.state.js';
import { suggestionsShown } from './suggestion.store.js';

/** Plan: for each suggestion, the last entry of reply_suggestion. */
const latestReplies = statement<Reply>(
  'latest_replies',
  `select distinct on (suggestion_id) suggestion_id as "suggestionId", id, unit_id as "unitId", text,
     result_code as "resultCode", promised_date as "promisedDate", replied_at as "repliedAt", contact_record as "contactRecord"
   from suggestions.reply where suggestion_id = any($1::uuid[]) order by suggestion_id, replied_at desc, id desc`,
);

/** Plan: for each suggestion, the last entry of evaluation_suggestion. */
const latestEvaluations = statement<Evaluation & { suggestionId: string }>(
  'latest_evaluations',
  `select distinct on (suggestion_id) suggestion_id as "suggestionId", rating, attitude_rating as "attitudeRating",
     reason, comment, evaluated_at as "evaluatedAt"
   from suggestions.evaluation where suggestion_id = any($1::uuid[]) order by suggestion_id, evaluated_at desc, id desc`,
);

/** What one list field was asked for; equal arguments share a statement. */
export interface ListArguments {
  readonly parent: ListParent;
  readonly filter: SuggestionFilter;
  readonly order: SuggestionOrder;
  readonly page: PageRequest;
  readonly visibility: Visibility;
}

/**
 * Loaders of suggestions for one fetch, and of the units that come along with them. They return states; whoever shows one
 * applies the policy or listed under it.
 */
export function createSuggestionLoaders(db: Db, clock: Clock, units: HandlingUnitLoaders) {
  const ofParent = ({ parent_key: key }: { parent_key: string }): string => key;
  const listOf = ({ parent, filter, visibility }: ListArguments, keys: readonly string[]) => ({
    parent,
    keys,
    filter,
    visibility,
    now: clock.now(),
  });
  return {
    byId: rowLoader<SuggestionState>(
      async (ids) => {
        const states = await coalesced(db, suggestionsShown.name, ids, (all) => db.query(suggestionsShown, [all]));
        for (const state of states) {
          const unit = handlingUnitAlong.of(state);
          if (unit) units.byId.prime(unit.id, unit);
        }
        return states;
      },
      (state) => state.id,
    ),
    page: loaderPerArguments((args: ListArguments) =>
      rowsLoader(
        (keys) =>
          coalesced(db, `page ${JSON.stringify(args)}`, keys, (all) =>
            suggestionPageSql(listOf(args, all), args.page, args.order)(db),
          ),
        ofParent,
      ),
    ),
    count: loaderPerArguments((args: ListArguments) =>
      rowLoader(
        (keys) =>
          coalesced(db, `count ${JSON.stringify(args)}`, keys, (all) => suggestionCountSql(listOf(args, all))(db)),
        ofParent,
      ),
    ),
    reply: rowLoader<Reply>(
      (ids) => db.query(latestReplies, [ids]),
      (reply) => reply.suggestionId,
    ),
    evaluation: rowLoader(
      (ids) => db.query(latestEvaluations, [ids]),
      (evaluation) => evaluation.suggestionId,
    ),
  };
}

export type SuggestionLoaders = ReturnType<typeof createSuggestionLoaders>;
