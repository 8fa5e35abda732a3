import { AppError } from '@lianxin/errors';
import { type Connection, hasRole, isUuid, pageOf, pageRequest, Role } from '@lianxin/subgraph-kit';
import { regionCodeOf } from '../handling-unit/region-code.js';
import type { SuggestionsContext } from '../suggestions.context.js';
import { OrderDirection, SuggestionOrderField } from './suggestion.enums.js';
import type { SuggestionFilter, SuggestionOrder } from './suggestion.inputs.js';
import type { ListParent } from './suggestion-list.sql.js';
import type { SuggestionState } from './suggestion.state.js';
import { present, type Suggestion, SuggestionConnection } from './suggestion.types.js';

/** Arguments of every list of suggestions. */
export interface ListOptions {
  readonly first: number;
  readonly after?: string | null;
  readonly filter?: SuggestionFilter | null;
  readonly orderBy?: SuggestionOrder | null;
}

const byDeadline: SuggestionOrder = { field: SuggestionOrderField.DUE_AT, direction: OrderDirection.ASC };
const longestText = 100;

function keyOf(state: SuggestionState, field: SuggestionOrderField): [string, string] {
  const instant = { DUE_AT: state.dueAt, COLLECTED_AT: state.collectedAt, UPDATED_AT: state.updatedAt }[field];
  return [instant?.toISOString() ?? 'infinity', state.id];
}

function checkedFilter(filter: SuggestionFilter, context: SuggestionsContext): SuggestionFilter {
  const { principal } = context.request;
  for (const id of [filter.unitId, filter.representativeId]) {
    if (id != null && !isUuid(id)) throw new AppError('INVALID_INPUT', { reason: 'unitId, representativeId: UUID' });
  }
  if ((filter.text?.length ?? 0) > longestText)
    throw new AppError('INVALID_INPUT', { reason: `text ≤ ${longestText}` });
  // A filter by rating would tell the rated unit what the field hides from it.
  const readsRatings = hasRole(
    principal,
    Role.OFFICE_CLERK,
    Role.INSPECTOR,
    Role.ANALYST,
    Role.LIAISON_OFFICER,
    Role.CONSTITUENT,
  );
  if (filter.rating && !readsRatings) throw new AppError('FORBIDDEN');
  return filter.regionCode ? { ...filter, regionCode: regionCodeOf(filter.regionCode) } : filter;
}

const instantText = /^(infinity|\d{4}-\d\d-\d\dT[\d:.]+Z)$/;

/** A page of the suggestions under a parent that the caller may see, and their exact number when it is asked for. */
export async function listSuggestions(
  context: SuggestionsContext,
  parent: ListParent,
  key: string,
  options: ListOptions,
): Promise<Connection<Suggestion>> {
  const page = pageRequest(options, 2);
  if (page.after && !(instantText.test(String(page.after[0])) && isUuid(page.after[1])))
    throw new AppError('INVALID_CURSOR');
  const order = options.orderBy ?? byDeadline;
  const filter = checkedFilter(options.filter ?? {}, context);
  const args = { parent, filter, order, page, visibility: await context.visibility() };
  const now = context.services.clock.now();
  const rows = await context.suggestions.page(key, args);
  const count = async (): Promise<number> => (await context.suggestions.count(key, args))?.count ?? 0;
  const shown = rows.map((row) => present(row, now));
  return SuggestionConnection.of(pageOf(shown, page.first, ({ state }) => keyOf(state, order.field), count));
}
