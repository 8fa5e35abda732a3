import { isObjectType, type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { isObject, isPromise } from '../run-state.js';

type Resolver = GraphQLFieldResolver<unknown, unknown, { readonly representations: readonly Reference[] }>;
type Reference = { readonly __typename: string };
type ReferenceResolver = (reference: object, ...rest: unknown[]) => unknown;

/**
 * Answers `_entities` as @apollo/subgraph does, without its two promises for each entity, so that entities which are
 * there at once are answered at once (measured: a tenth of a small federated query). What is not the plain case, an
 * object type's own reference resolver, goes to the resolver that stood here before.
 */
export function answerEntitiesPlainly(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['_entities'];
  const original = field?.resolve;
  if (!field || !original || plain.has(original)) return;
  const resolve: Resolver = (source, args, context, info) =>
    args.representations.map((reference) => {
      const type = schema.getType(reference.__typename);
      if (!isObjectType(type)) return one(original(source, { representations: [reference] }, context, info));
      const resolveReference = referenceResolverOf(type);
      const entity = resolveReference ? resolveReference(reference, context, info) : reference;
      return isPromise(entity) ? entity.then((found) => typed(found, type.name)) : typed(entity, type.name);
    });
  plain.add(resolve);
  field.resolve = resolve;
}

/** Resolvers made here: a schema may serve several transports. */
const plain = new WeakSet<Resolver>();

function one(answers: unknown): unknown {
  return isPromise(answers) ? answers.then(one) : (answers as unknown[])[0];
}

function referenceResolverOf(type: GraphQLObjectType): ReferenceResolver | undefined {
  const { apollo } = type.extensions as { apollo?: { subgraph?: { resolveReference?: ReferenceResolver } } };
  return apollo?.subgraph?.resolveReference;
}

/** The entity with the name by which its type is told; not to be seen by those who list its fields. */
function typed(entity: unknown, typename: string): unknown {
  if (!isObject(entity) || entity.__typename === typename) return entity;
  if ('__typename' in entity) return { ...entity, __typename: typename };
  return Object.defineProperty(entity, '__typename', { value: typename });
}
