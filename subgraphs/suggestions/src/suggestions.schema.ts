import { buildSubgraph, CommandRefused, Refusal, type SubgraphSchema, VersionConflict } from '@lianxin/subgraph-kit';
import { resolveCategory } from './category/category.reference.js';
import { CategoryResolver } from './category/category.resolver.js';
import { DispatchRuleResolver } from './dispatch-rule/dispatch-rule.resolver.js';
import { resolveHandlingUnit } from './handling-unit/handling-unit.reference.js';
import { HandlingUnitResolver } from './handling-unit/handling-unit.resolver.js';
import { ProposalFieldResolver } from './proposal/proposal-field.resolver.js';
import { resolveProposal, resolveRepresentative } from './proposal/proposal.reference.js';
import { ProposalResolver } from './proposal/proposal.resolver.js';
import { RepresentativeProposalsResolver } from './proposal/representative-proposals.resolver.js';
import { ReplyFieldResolver, SuggestionFieldResolver } from './suggestion/suggestion-field.resolver.js';
import { SuggestionMutationResolver } from './suggestion/suggestion.mutations.js';
import { resolveByCode, resolveById, resolveSuggestion } from './suggestion/suggestion.reference.js';
import {
  HandlingUnitSuggestionsResolver,
  RegionSuggestionsResolver,
  StationSuggestionsResolver,
  SuggestionQueryResolver,
  ViewerExtension,
  ViewerSuggestionsResolver,
} from './suggestion/suggestion.resolver.js';
import type { SuggestionsContext } from './suggestions.context.js';

/** The schema of the suggestions subgraph. Needs no database. */
export function suggestionsSchema(): SubgraphSchema {
  return buildSubgraph<SuggestionsContext>({
    resolvers: [
      SuggestionQueryResolver,
      SuggestionMutationResolver,
      SuggestionFieldResolver,
      ReplyFieldResolver,
      StationSuggestionsResolver,
      RegionSuggestionsResolver,
      HandlingUnitSuggestionsResolver,
      ViewerSuggestionsResolver,
      CategoryResolver,
      HandlingUnitResolver,
      DispatchRuleResolver,
      ProposalResolver,
      ProposalFieldResolver,
      RepresentativeProposalsResolver,
    ],
    types: [Refusal, CommandRefused, VersionConflict, ViewerExtension],
    references: {
      Suggestion: resolveSuggestion,
      Station: resolveById,
      Region: resolveByCode,
      Viewer: resolveById,
      Representative: resolveRepresentative,
      Proposal: resolveProposal,
      Category: resolveCategory,
      HandlingUnit: resolveHandlingUnit,
    },
  });
}
