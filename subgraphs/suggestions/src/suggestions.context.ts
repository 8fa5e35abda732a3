import { businessDate } from '@lianxin/calendar';
import { isUuid, type RequestContext, Role, hasRole } from '@lianxin/subgraph-kit';
import type { CategoryContext } from './category/category.context.js';
import { createCategoryLoaders } from './category/category.loaders.js';
import { type ConstituentLoaders, createConstituentLoaders } from './constituent/constituent.loaders.js';
import { companionSuggestionIds, rosterStationIds } from './directory/representative-ref.sql.js';
import { createHandlingUnitLoaders } from './handling-unit/handling-unit.loaders.js';
import type { ProposalContext } from './proposal/proposal.context.js';
import { createProposalLoaders } from './proposal/proposal.loaders.js';
import { createSuggestionLoaders, type SuggestionLoaders } from './suggestion/suggestion.loaders.js';
import { type Visibility, visibilityOf } from './suggestion/suggestion.policy.js';
import { createTimelineLoader } from './suggestion/timeline-loader.js';
import type { SuggestionServices } from './suggestion/suggestion.services.js';

/** What the resolvers of this subgraph work with, for the length of one fetch. */
export interface SuggestionsContext extends CategoryContext, ProposalContext {
  readonly services: SuggestionServices;
  readonly suggestions: SuggestionLoaders;
  readonly constituents: ConstituentLoaders;
  readonly timelines: ReturnType<typeof createTimelineLoader>;
  /** What the caller may see; a deputy's stations are looked up once. */
  visibility(): Promise<Visibility>;
}

async function loadVisibility({ principal }: RequestContext, { db, clock }: SuggestionServices): Promise<Visibility> {
  const deputy = hasRole(principal, Role.REPRESENTATIVE) ? principal.representativeId : undefined;
  if (!isUuid(deputy)) return visibilityOf(principal, []);
  const [stations, claimed] = await Promise.all([
    rosterStationIds(db, deputy, businessDate(clock.now())),
    companionSuggestionIds(db, deputy),
  ]);
  return visibilityOf(principal, stations, claimed);
}

/** A fresh context with loaders of its own. */
export function createSuggestionsContext(services: SuggestionServices, request: RequestContext): SuggestionsContext {
  const { db, clock } = services;
  const handlingUnits = createHandlingUnitLoaders(db);
  let visibility: Promise<Visibility> | undefined;
  return {
    request,
    db,
    services,
    suggestions: createSuggestionLoaders(db, clock, handlingUnits),
    constituents: createConstituentLoaders(db),
    timelines: createTimelineLoader(db),
    categories: createCategoryLoaders(db),
    handlingUnits,
    proposals: createProposalLoaders(db, request.principal),
    visibility: () => (visibility ??= loadVisibility(request, services)),
  };
}
