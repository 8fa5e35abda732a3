import { type Connection, isUuid, PageArgs } from '@lianxin/subgraph-kit';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { HandlingUnit } from '../handling-unit/handling-unit.entity.js';
import { RegionExtension } from '../handling-unit/region-extension.types.js';
import type { SuggestionsContext } from '../suggestions.context.js';
import { listSuggestions } from './list-suggestions.js';
import { OrderDirection, SuggestionOrderField } from './suggestion.enums.js';
import { SuggestionFilter, SuggestionOrder } from './suggestion.inputs.js';
import { maySee } from './suggestion.policy.js';
import { present, Suggestion, SuggestionConnection } from './suggestion.types.js';

@ArgsType()
export class SuggestionListArgs extends PageArgs {
  @Field(() => SuggestionFilter, { nullable: true })
  filter?: SuggestionFilter;

  @Field(() => SuggestionOrder, { nullable: true, description: 'By deadline, the nearest first, unless given.' })
  orderBy?: SuggestionOrder;
}

/** The station (家站点), as far as this subgraph adds to it. */
@Directive('@key(fields: "id")')
@ObjectType('Station', { simpleResolvers: true })
export class StationExtension {
  @Field(() => ID)
  id!: string;
}

/** Whoever is signed in, as far as this subgraph adds to them. */
@Directive('@key(fields: "id")')
@ObjectType('Viewer', { simpleResolvers: true })
export class ViewerExtension {
  @Field(() => ID)
  id!: string;
}

const newestFirst = { field: SuggestionOrderField.COLLECTED_AT, direction: OrderDirection.DESC };

/** One suggestion as the caller may see it: null when there is none, or not for them. */
export async function visibleSuggestion(context: SuggestionsContext, id: unknown): Promise<Suggestion | null> {
  if (!isUuid(id)) return null;
  const [state, visibility] = await Promise.all([context.suggestions.byId.load(id), context.visibility()]);
  return state && maySee(visibility, state) ? present(state, context.services.clock.now()) : null;
}

@Resolver()
export class SuggestionQueryResolver {
  @Query(() => Suggestion, { nullable: true, description: 'Null when there is none, or none that you may see.' })
  suggestion(@Arg('id', () => ID) id: string, @Ctx() context: SuggestionsContext): Promise<Suggestion | null> {
    return visibleSuggestion(context, id);
  }

  @Query(() => SuggestionConnection, { description: 'All suggestions that you may see.' })
  suggestions(
    @Args(() => SuggestionListArgs) args: SuggestionListArgs,
    @Ctx() context: SuggestionsContext,
  ): Promise<Connection<Suggestion>> {
    return listSuggestions(context, 'all', 'all', args);
  }
}

@Resolver(() => StationExtension)
export class StationSuggestionsResolver {
  @FieldResolver(() => SuggestionConnection, { description: "The station's suggestions that you may see." })
  suggestions(
    @Root() station: StationExtension,
    @Args(() => SuggestionListArgs) args: SuggestionListArgs,
    @Ctx() context: SuggestionsContext,
  ): Promise<Connection<Suggestion>> {
    return listSuggestions(context, 'station', station.id, args);
  }
}

@Resolver(() => RegionExtension)
export class RegionSuggestionsResolver {
  @FieldResolver(() => SuggestionConnection, {
    description: 'Suggestions of the region and all below it that you may see.',
  })
  suggestions(
    @Root() region: RegionExtension,
    @Args(() => SuggestionListArgs) args: SuggestionListArgs,
    @Ctx() context: SuggestionsContext,
  ): Promise<Connection<Suggestion>> {
    return listSuggestions(context, 'region', region.code, args);
  }
}

@Resolver(() => HandlingUnit)
export class HandlingUnitSuggestionsResolver {
  @FieldResolver(() => SuggestionConnection, { description: 'Suggestions that the unit leads and that you may see.' })
  suggestions(
    @Root() unit: HandlingUnit,
    @Args(() => SuggestionListArgs) args: SuggestionListArgs,
    @Ctx() context: SuggestionsContext,
  ): Promise<Connection<Suggestion>> {
    return listSuggestions(context, 'unit', unit.id, args);
  }
}

@Resolver(() => ViewerExtension)
export class ViewerSuggestionsResolver {
  @FieldResolver(() => SuggestionConnection, { description: 'What you raised yourself, the newest first.' })
  suggestions(
    @Root() viewer: ViewerExtension,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SuggestionsContext,
  ): Promise<Connection<Suggestion>> {
    return listSuggestions(context, 'account', viewer.id, { ...args, orderBy: newestFirst });
  }
}
