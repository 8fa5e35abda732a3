import { type GatewaySubgraph, localMember, silentLog } from '@lianxin/gateway';
import { AppError } from '@lianxin/errors';
import {
  buildSubgraph,
  hasRole,
  requireRole,
  Role,
  type SubgraphContext,
  type SubgraphSchema,
} from '@lianxin/subgraph-kit';
import { Arg, Ctx, Directive, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Station', { simpleResolvers: true })
class StationOfSuggestion {
  @Field(() => ID)
  id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true })
class Suggestion {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  title!: string;

  @Directive('@shareable')
  @Field(() => StationOfSuggestion)
  station!: StationOfSuggestion;
}

@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true })
class HandlingUnit {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

/** Suggestions whose id begins with `hidden` are for the congress office only; `missing` ones do not exist. */
function visibleSuggestion(id: unknown, { request }: SubgraphContext): Suggestion | null {
  const text = String(id);
  const hidden = text.startsWith('hidden') && !hasRole(request.principal, Role.OFFICE_CLERK);
  return hidden || text.startsWith('missing') ? null : { id: text, title: `title of ${text}`, station: { id: 's1' } };
}

@Resolver(() => Suggestion)
class SuggestionResolver {
  @Query(() => Suggestion, { nullable: true })
  suggestion(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext): Suggestion | null {
    return visibleSuggestion(id, context);
  }

  @Query(() => String)
  officeOnly(@Ctx() { request }: SubgraphContext): string {
    return requireRole(request.principal, Role.OFFICE_CLERK).displayName;
  }

  @Directive('@requiresScopes(scopes: [["OFFICE_CLERK"], ["INSPECTOR"]])')
  @Query(() => String, { nullable: true })
  scoped(): string {
    return 'for offices';
  }

  @Query(() => String)
  broken(): string {
    throw new Error('select * from secret_table');
  }

  @Query(() => String)
  pickOne(@Arg('first', () => String) first: string): string {
    throw new AppError('INVALID_INPUT', { reason: first });
  }

  @Mutation(() => String)
  echo(@Arg('text', () => String) text: string): string {
    return text;
  }
}

@Resolver(() => HandlingUnit)
class UnitResolver {
  @Query(() => [HandlingUnit])
  units(): HandlingUnit[] {
    return [];
  }
}

@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true })
class Station {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

@Resolver(() => Station)
class StationResolver {
  @Query(() => Station)
  mainStation(): Station {
    return { id: 's1', name: 'main' };
  }
}

@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true })
class Representative {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

@Resolver(() => Representative)
class RepresentativeResolver {
  @Query(() => [Representative])
  deputies(@Arg('ids', () => [ID]) ids: string[]): Representative[] {
    return ids.map((id) => ({ id, name: `deputy ${id}` }));
  }
}

function member(name: string, subgraph: SubgraphSchema): GatewaySubgraph {
  return localMember(name, subgraph, (request): SubgraphContext => ({ request }), silentLog);
}

/** Small stand-ins for the subgraphs, with the entities that the gateway's modules name. */
export function stubSubgraphs(): GatewaySubgraph[] {
  const suggestions = buildSubgraph({
    resolvers: [SuggestionResolver, UnitResolver],
    references: {
      Suggestion: ({ id }, context) => visibleSuggestion(id, context),
      HandlingUnit: ({ id }) => ({ id, name: `unit ${String(id)}` }),
    },
  });
  const stations = buildSubgraph({
    resolvers: [StationResolver],
    references: { Station: ({ id }) => ({ id, name: `station ${String(id)}` }) },
  });
  const representatives = buildSubgraph({
    resolvers: [RepresentativeResolver],
    references: { Representative: ({ id }) => ({ id, name: `deputy ${String(id)}` }) },
  });
  return [member('suggestions', suggestions), member('stations', stations), member('representatives', representatives)];
}
