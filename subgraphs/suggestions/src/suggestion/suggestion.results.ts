import { CommandRefused, refusalType, unionOf, VersionConflict } from '@lianxin/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { Suggestion } from './suggestion.types.js';

@ObjectType({ simpleResolvers: true, description: 'The suggestion after the command.' })
export class SuggestionPayload {
  @Field(() => Suggestion)
  suggestion!: Suggestion;
}

/** What a command answers: the suggestion, or why it was refused. */
export type CommandAnswer = SuggestionPayload | CommandRefused | VersionConflict;

/** Every command of the suggestion answers with one union of its own, so that each can grow by itself. */
function answerUnion(name: string) {
  return unionOf(
    name,
    () => [SuggestionPayload, CommandRefused, VersionConflict] as const,
    (value) => ('suggestion' in value ? 'SuggestionPayload' : refusalType(value)),
  );
}

export const CollectSuggestionResult = answerUnion('CollectSuggestionResult');
export const AdmitSuggestionResult = answerUnion('AdmitSuggestionResult');
export const RejectSuggestionResult = answerUnion('RejectSuggestionResult');
export const MergeSuggestionResult = answerUnion('MergeSuggestionResult');
export const WithdrawSuggestionResult = answerUnion('WithdrawSuggestionResult');
export const DispatchSuggestionResult = answerUnion('DispatchSuggestionResult');
export const AcceptSuggestionResult = answerUnion('AcceptSuggestionResult');
export const RequestReturnResult = answerUnion('RequestReturnResult');
export const DecideReturnResult = answerUnion('DecideReturnResult');
export const ReplySuggestionResult = answerUnion('ReplySuggestionResult');
export const EvaluateSuggestionResult = answerUnion('EvaluateSuggestionResult');
export const CloseSuggestionResult = answerUnion('CloseSuggestionResult');
