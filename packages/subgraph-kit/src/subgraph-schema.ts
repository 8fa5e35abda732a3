import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { buildSchemaSync, createResolversMap, type NonEmptyArray } from 'type-graphql';
import { resolveTypesPlainly } from './abstract-types.js';
import type { SubgraphContext } from './request-context.js';
import { DateTimeScalar, DayScalar, JsonScalar } from './scalars.js';
import { subgraphSdl } from './subgraph-sdl.js';

/** Answers a representation `{ __typename, …key }` with the entity, or null when it is absent or not to be seen. */
export type ReferenceResolver<Context extends SubgraphContext> = (
  reference: Readonly<Record<string, unknown>>,
  context: Context,
) => unknown;

/** What a subgraph is made of. */
export interface SubgraphSchemaOptions<Context extends SubgraphContext> {
  readonly resolvers: NonEmptyArray<abstract new (...args: never[]) => object>;
  /** Types that no resolver mentions but the graph needs: entities reached only by reference, refusals. */
  readonly types?: readonly (abstract new (...args: never[]) => object)[];
  readonly references?: Readonly<Record<string, ReferenceResolver<Context>>>;
}

/** An executable subgraph schema and the SDL to compose. */
export interface SubgraphSchema {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
}

type ResolverMap = Record<string, Record<string, unknown>>;

/**
 * Builds a Federation 2 subgraph from type-graphql classes. type-graphql keeps its metadata globally; only what the
 * listed resolvers and types reach enters this schema, so several subgraphs live in one process without mixing.
 */
export function buildSubgraph<Context extends SubgraphContext>(
  options: SubgraphSchemaOptions<Context>,
): SubgraphSchema {
  const plain = buildSchemaSync({
    resolvers: options.resolvers,
    orphanedTypes: [...(options.types ?? [])],
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    validate: false,
    skipCheck: true,
    emitSchemaFile: false,
  });
  const sdl = subgraphSdl(plain);
  const resolvers = createResolversMap(plain) as unknown as ResolverMap;
  for (const [name, resolve] of Object.entries(options.references ?? {})) {
    if (!plain.getType(name)) throw new Error(`No resolver or listed type reaches ${name}, which has a reference`);
    (resolvers[name] ??= {})['__resolveReference'] = resolve;
  }
  for (const scalar of [DateTimeScalar, DayScalar, JsonScalar]) {
    if (plain.getType(scalar.name)) resolvers[scalar.name] = scalar as unknown as Record<string, unknown>;
  }
  const schema = buildSubgraphSchema({
    typeDefs: parse(sdl),
    resolvers: resolvers as never,
  });
  resolveTypesPlainly(schema);
  return { schema, sdl };
}
