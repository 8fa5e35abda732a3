export { registerCategories } from './category/register-categories.js';
export type { CategoryInput } from './category/category-paths.js';
export { directoryConsumer } from './directory/directory.projection.js';
export { registerDispatchRules } from './dispatch-rule/register-dispatch-rules.js';
export { registerHandlingUnits } from './handling-unit/register-handling-units.js';
export { UnitLevel } from './handling-unit/unit-level.js';
export { keepHouse } from './housekeeping.js';
export { correctProposals } from './proposal/correct-proposals.js';
export { registerProposals } from './proposal/register-proposals.js';
export { acceptSuggestion } from './suggestion/accept-suggestion.js';
export { admitSuggestion } from './suggestion/admit-suggestion.js';
export type { Commander, CommandOutcome } from './suggestion/change-suggestion.js';
export { closeSuggestion } from './suggestion/close-suggestion.js';
export { collectSuggestion } from './suggestion/collect-suggestion.js';
export { decideReturn } from './suggestion/decide-return.js';
export { dispatchSuggestion } from './suggestion/dispatch-suggestion.js';
export { evaluateSuggestion } from './suggestion/evaluate-suggestion.js';
export { expireRatings } from './suggestion/expire-ratings.js';
export { mergeSuggestion } from './suggestion/merge-suggestion.js';
export { rejectSuggestion } from './suggestion/reject-suggestion.js';
export { replySuggestion } from './suggestion/reply-suggestion.js';
export { requestReturn } from './suggestion/request-return.js';
export { actorOf, type SuggestionActor, systemActor } from './suggestion/suggestion.actor.js';
export {
  ActorRole,
  IntakeChannel,
  Light,
  Rating,
  ResultCode,
  SuggestionAction,
  SuggestionStatus,
  Urgency,
} from './suggestion/suggestion.enums.js';
export { suggestionMachine } from './suggestion/suggestion.machine.js';
export { type Visibility, visibilityOf } from './suggestion/suggestion.policy.js';
export type { SuggestionServices } from './suggestion/suggestion.services.js';
export type { SuggestionState } from './suggestion/suggestion.state.js';
export { withdrawSuggestion } from './suggestion/withdraw-suggestion.js';
export { suggestionsModule } from './suggestions.module.js';
export { suggestionsSchema } from './suggestions.schema.js';
export {
  createSuggestionsSubgraph,
  type SuggestionsOptions,
  type SuggestionsSubgraph,
} from './suggestions.subgraph.js';
export { type ImportedBatch, importSuggestions, importTarget, sortBatch } from './import/import-suggestions.js';
export type { ImportTarget, MessageToImport } from './import/imported-records.js';
