import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse, type GraphQLSchema } from 'graphql';
import type { Misled } from './misled.js';
import type { FieldModel, Model, ObjectModel } from './model.js';
import { fieldsIn, subgraphSdl } from './model-to-sdl.js';
import { hashOf } from './random.js';
import { takeRequired } from './required-values.js';
import { closureOf } from './subgraph-types.js';
import { computeField, isMissing, subjectOf, type Subject } from './values.js';

/** What one operation shares among all that resolves for it, in whichever process it runs. */
export interface OperationContext {
  /** Mutations that have had their turn. */
  turns: number;
  /** Set when it is to be found out what fields that require others were given. */
  readonly misled?: Misled;
}

type Resolver = (subject: Subject | undefined, args: Record<string, unknown>, context: OperationContext) => unknown;

/** One subgraph as a schema that resolves its part of the model. */
export function subgraphSchema(model: Model, subgraph: string): GraphQLSchema {
  const resolvers: Record<string, Record<string, unknown>> = {};
  for (const name of closureOf(model, subgraph)) {
    const object = model.objects.get(name);
    const abstract = model.abstracts.get(name);
    if (object) {
      resolvers[name] = fieldResolvers(model, object, fieldsIn(object, subgraph), subgraph);
      if (object.homes.has(subgraph)) resolvers[name].__resolveReference = referenceResolver(model, name, subgraph);
    } else if (abstract?.object?.objectIn === subgraph) {
      const first = model.objects.get(abstract.possible[0]!)!;
      const fields = [...first.fields.values()].filter(({ homes }) => homes.includes(subgraph));
      resolvers[name] = fieldResolvers(model, { ...first, name }, [first.fields.get('id')!, ...fields], subgraph);
      resolvers[name].__resolveReference = (given: Record<string, unknown>) => ({
        __typename: name,
        subject: given.id,
        given,
      });
    } else if (abstract) {
      resolvers[name] = { __resolveType: ({ __typename }: Subject) => __typename };
      if (abstract.object) {
        resolvers[name].__resolveReference = (given: { id: string }) => ({
          __typename: given.id.split('-')[0],
          subject: given.id,
          given,
        });
      }
    }
  }
  return buildSubgraphSchema({ typeDefs: parse(subgraphSdl(model, subgraph)), resolvers: resolvers as never });
}

function referenceResolver(model: Model, type: string, subgraph: string) {
  return (given: Record<string, unknown>): Subject | null => {
    const subject = subjectOf(type, given);
    return isMissing(model, type, subject, subgraph) ? null : { __typename: type, subject, given };
  };
}

function fieldResolvers(
  model: Model,
  object: ObjectModel,
  fields: readonly FieldModel[],
  subgraph: string,
): Record<string, unknown> {
  const resolvers: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.overriddenIn === subgraph) {
      resolvers[field.name] = () => {
        throw new GraphQLError(`${object.name}.${field.name} of ${subgraph} is overridden`);
      };
      continue;
    }
    const resolve: Resolver = (subject, args, context) => {
      if (field.requires) context.misled?.note(model, object, field, subject!.subject, subject?.given ?? {});
      const required = field.requires && takeRequired(field.requires, subject?.given ?? {});
      return computeField(model, nameOf(object, subject, context), field, args, required);
    };
    resolvers[field.name] = now(object, field, resolve);
  }
  return resolvers;
}

/** Objects of the root have no identity of their own; a mutation is told apart by its turn. */
export function nameOf(object: ObjectModel, subject: Subject | undefined, context: OperationContext): string {
  if (object.kind !== 'root') return subject!.subject;
  return object.name === 'Mutation' ? `Mutation ${context.turns++}` : 'Query';
}

/** Some fields answer at once and some later. */
function now(object: ObjectModel, field: FieldModel, resolve: Resolver): Resolver {
  if (hashOf(`${object.name}.${field.name}`) % 3 > 0) return resolve;
  return async (subject, args, context) => resolve(subject, args, context);
}
