import { refusalMessage } from '@lianxin/errors';
import { availableActions } from '@lianxin/workflow';
import { type Connection, PageArgs } from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Category } from '../category/category.entity.js';
import { anonymousConstituent, Constituent } from '../constituent/constituent.types.js';
import { HandlingUnit } from '../handling-unit/handling-unit.entity.js';
import { RegionExtension } from '../handling-unit/region-extension.types.js';
import { RepresentativeExtension } from '../proposal/representative-extension.types.js';
import type { SuggestionsContext } from '../suggestions.context.js';
import { possibleDuplicates } from './possible-duplicates.js';
import { actorOf } from './suggestion.actor.js';
import { SuggestionAction } from './suggestion.enums.js';
import { suggestionMachine } from './suggestion.machine.js';
import {
  AvailableAction,
  Evaluation,
  PossibleDuplicate,
  Reply,
  TimelineConnection,
  TimelineEntry,
} from './suggestion-part.types.js';
import { maySeeConstituent, maySeeEvaluation, maySeeText } from './suggestion.policy.js';
import { StationExtension, visibleSuggestion } from './suggestion.resolver.js';
import { Suggestion } from './suggestion.types.js';
import { timelineOf } from './timeline.js';

/** What hangs on a suggestion: loaders and policies only. */
@Resolver(() => Suggestion)
export class SuggestionFieldResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'What was said. Null for analysts, who do not read texts.',
  })
  content(@Root() { state }: Suggestion, @Ctx() { request }: SuggestionsContext): string | null {
    return maySeeText(request.principal) ? state.content : null;
  }

  @Directive('@shareable')
  @FieldResolver(() => StationExtension)
  station(@Root() { state }: Suggestion): StationExtension {
    return { id: state.stationId };
  }

  @FieldResolver(() => RegionExtension, { description: "The station's region." })
  region(@Root() { state }: Suggestion): RegionExtension {
    return { code: state.regionCode };
  }

  @FieldResolver(() => Category, { nullable: true, description: 'Null until it is admitted.' })
  category(@Root() { state }: Suggestion, @Ctx() { categories }: SuggestionsContext): Promise<Category | null> | null {
    return state.categoryCode === null ? null : categories.byCode.load(state.categoryCode);
  }

  @FieldResolver(() => Constituent, {
    nullable: true,
    description: 'Who raised it, masked; null where you may not know.',
  })
  constituent(
    @Root() { state }: Suggestion,
    @Ctx() context: SuggestionsContext,
  ): Promise<Constituent | null> | Constituent | null {
    if (!maySeeConstituent(context.request.principal, state)) return null;
    const { constituentId, anonymous } = state;
    return anonymous || constituentId === null ? anonymousConstituent : context.constituents.byId.load(constituentId);
  }

  @FieldResolver(() => HandlingUnit, { nullable: true, description: '主办单位' })
  leadUnit(
    @Root() { state }: Suggestion,
    @Ctx() { handlingUnits }: SuggestionsContext,
  ): Promise<HandlingUnit | null> | null {
    return state.leadUnitId === null ? null : handlingUnits.byId.load(state.leadUnitId);
  }

  @FieldResolver(() => [HandlingUnit], { description: '协办单位' })
  async assistUnits(
    @Root() { state }: Suggestion,
    @Ctx() { handlingUnits }: SuggestionsContext,
  ): Promise<HandlingUnit[]> {
    const units = await Promise.all(state.assistUnitIds.map((id) => handlingUnits.byId.load(id)));
    return units.filter((unit) => unit !== null);
  }

  @FieldResolver(() => RepresentativeExtension, { nullable: true, description: 'The deputy it was given to.' })
  representative(@Root() { state }: Suggestion): RepresentativeExtension | null {
    return state.representativeId === null ? null : { id: state.representativeId };
  }

  @FieldResolver(() => Suggestion, { nullable: true, description: 'Into which it was merged (并案).' })
  mergedInto(@Root() { state }: Suggestion, @Ctx() context: SuggestionsContext): Promise<Suggestion | null> | null {
    return state.mergedIntoId === null ? null : visibleSuggestion(context, state.mergedIntoId);
  }

  @FieldResolver(() => Reply, { nullable: true, description: 'The latest reply.' })
  async reply(
    @Root() { state }: Suggestion,
    @Ctx() { suggestions, request }: SuggestionsContext,
  ): Promise<Reply | null> {
    if (state.repliedAt === null) return null;
    const reply = await suggestions.reply.load(state.id);
    return reply && !maySeeText(request.principal) ? { ...reply, text: null, contactRecord: null } : reply;
  }

  @FieldResolver(() => Evaluation, {
    nullable: true,
    description: 'The latest rating; null for the rated unit and deputy.',
  })
  async evaluation(
    @Root() { state }: Suggestion,
    @Ctx() { suggestions, request }: SuggestionsContext,
  ): Promise<Evaluation | null> {
    if (state.rating === null || !maySeeEvaluation(request.principal, state)) return null;
    const evaluation = await suggestions.evaluation.load(state.id);
    return evaluation && !maySeeText(request.principal) ? { ...evaluation, reason: null, comment: null } : evaluation;
  }

  @FieldResolver(() => TimelineConnection, { description: 'The history, the oldest first.' })
  timeline(
    @Root() { state }: Suggestion,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SuggestionsContext,
  ): Promise<Connection<TimelineEntry>> {
    return timelineOf(context, state, args);
  }

  @FieldResolver(() => [AvailableAction], { description: 'What your role can do, allowed now or why not.' })
  availableActions(@Root() { state }: Suggestion, @Ctx() { request, services }: SuggestionsContext): AvailableAction[] {
    const actions = availableActions(suggestionMachine, state, actorOf(request.principal), services.clock.now());
    return actions.map(({ action, allowed, reason }) => ({
      action: SuggestionAction[action],
      allowed,
      reason: reason && { code: reason.code, message: refusalMessage(reason, request.locale) },
    }));
  }

  @Directive('@cost(weight: 50)')
  @Directive('@listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)')
  @FieldResolver(() => [PossibleDuplicate], {
    description: 'Open suggestions of the region that read alike and that you may see; at most 20.',
  })
  possibleDuplicates(
    @Root() { state }: Suggestion,
    @Arg('first', () => Int, { defaultValue: 5 }) first: number,
    @Ctx() context: SuggestionsContext,
  ): Promise<PossibleDuplicate[]> {
    return possibleDuplicates(context, state, first);
  }
}

@Resolver(() => Reply)
export class ReplyFieldResolver {
  @FieldResolver(() => HandlingUnit, {
    nullable: true,
    description: 'The unit that answered; null when a deputy or the station did.',
  })
  unit(@Root() reply: Reply, @Ctx() { handlingUnits }: SuggestionsContext): Promise<HandlingUnit | null> | null {
    return reply.unitId === null ? null : handlingUnits.byId.load(reply.unitId);
  }
}
