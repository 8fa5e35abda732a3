import { execute, parse } from 'graphql';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  InputType,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { connectionOf, type Connection } from './connection.types.js';
import { pageOf, pageRequest, PageArgs } from './page.js';
import type { SubgraphContext } from './request-context.js';
import { buildSubgraph } from './subgraph-schema.js';
import { Args } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true })
class Lamp {
  @Field(() => ID)
  id!: string;

  @Field(() => Date)
  litAt!: Date;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Street')
class StreetStub {
  @Field(() => ID)
  id!: string;
}

@InputType()
class LampFilter {
  @Directive('@cost(weight: 7)')
  @Field(() => String, { nullable: true })
  text?: string;
}

const LampConnection = connectionOf<Lamp>('Lamp', () => Lamp);
const lamps: Lamp[] = ['a', 'b', 'c'].map((id) => ({ id, litAt: new Date(0) }));

@Resolver(() => Lamp)
class LampResolver {
  @Query(() => Lamp, { nullable: true })
  lamp(@Arg('id', () => ID) id: string): Lamp | undefined {
    return lamps.find((lamp) => lamp.id === id);
  }

  @Query(() => LampConnection)
  lamps(@Args(() => PageArgs) args: PageArgs): Connection<Lamp> {
    const { first, after } = pageRequest(args, 1);
    const rest = lamps.filter((lamp) => !after || lamp.id > String(after[0]));
    return LampConnection.of(
      pageOf(
        rest.slice(0, first + 1),
        first,
        (lamp) => [lamp.id],
        () => lamps.length,
      ),
    );
  }

  @Directive('@listSize(assumedSize: 3)')
  @Query(() => [Lamp])
  dearest(@Arg('filter', () => LampFilter, { nullable: true }) filter: LampFilter | undefined): Lamp[] {
    return lamps.filter(({ id }) => id !== filter?.text);
  }

  @FieldResolver(() => StreetStub)
  street(@Root() lamp: Lamp, @Ctx() context: SubgraphContext): StreetStub {
    return { id: `${context.request.requestId}-${lamp.id}` };
  }
}

@Directive('@key(fields: "id")')
@ObjectType('Street')
class Street {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

@Resolver(() => Street)
class StreetResolver {
  @Query(() => Street)
  mainStreet(): Street {
    return { id: '1', name: 'Main' };
  }
}

const contextValue: SubgraphContext = { request: { requestId: 'r', principal: null, locale: 'en' } };

describe('buildSubgraph', () => {
  const light = buildSubgraph({
    resolvers: [LampResolver],
    references: { Lamp: ({ id }) => lamps.find((l) => l.id === id) },
  });
  const road = buildSubgraph({ resolvers: [StreetResolver] });

  it('keeps two subgraphs of one process apart', () => {
    expect(light.sdl).toContain('type Lamp @key(fields: "id")');
    expect(light.sdl).not.toContain('mainStreet');
    expect(road.sdl).not.toContain('Lamp');
  });

  it('says what a page and its total cost', () => {
    expect(light.sdl).toMatch(
      /lamps\([^]*?\): LampConnection! @listSize\(slicingArguments: \["first"\], sizedFields: \["edges"\], requireOneSlicingArgument: false\)/,
    );
    expect(light.sdl).toContain('totalCount: Int! @cost(weight: 5)');
    expect(light.sdl.match(/@listSize\(/g)).toHaveLength(2);
    expect(light.sdl).toContain('dearest(filter: LampFilter): [Lamp!]! @listSize(assumedSize: 3)');
    expect(light.sdl).toContain('text: String @cost(weight: 7)');
  });

  it('serves pages, totals, scalars and references', async () => {
    const document = parse(`{
      lamps(first: 2) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id litAt street { id } } } }
      _entities(representations: [{ __typename: "Lamp", id: "b" }, { __typename: "Lamp", id: "x" }]) { ... on Lamp { id } }
    }`);
    const result = await execute({ schema: light.schema, document, contextValue });
    expect(JSON.parse(JSON.stringify(result))).toEqual({
      data: {
        lamps: {
          totalCount: 3,
          pageInfo: { hasNextPage: true, endCursor: 'WyJiIl0' },
          edges: [
            { cursor: 'WyJhIl0', node: { id: 'a', litAt: '1970-01-01T00:00:00.000Z', street: { id: 'r-a' } } },
            { cursor: 'WyJiIl0', node: { id: 'b', litAt: '1970-01-01T00:00:00.000Z', street: { id: 'r-b' } } },
          ],
        },
        _entities: [{ id: 'b' }, null],
      },
    });
  });
});
