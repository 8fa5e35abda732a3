import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { RefusedFields } from '../access/refuse-fields.js';
import type { RefusalCode } from '../access/requirement.js';
import type { Fragments } from '../prepare/measure-operation.js';
import type { KeyNames } from '../prepare/response-keys.js';
import type { DataObject } from '../run-state.js';
import { collectFields, type CollectedField, type Scoped } from './collect-fields.js';
import { always, anyOf, both, follows, guardOf, not, type Condition, type Guard } from './guards.js';

/** One field of the response. */
export interface FieldPlan {
  /** Key in the merged data. */
  readonly from: string;
  /** Key in the response: the client's. */
  readonly to: string;
  readonly name: string;
  /** Undefined for `__typename`. */
  readonly type: GraphQLOutputType | undefined;
  readonly guard: Guard;
  /** What is below, for a field of composite type. */
  readonly below: SelectionPlan | undefined;
  /** Why the caller gets null instead of the value. */
  readonly refused?: RefusalCode;
}

/**
 * The fields of an object of one concrete type (or of an abstract one that nobody asked to be told apart), in the order of
 * the response. A key may stand at several places under guards of which one holds at most.
 */
export interface ObjectPlan {
  readonly type: GraphQLCompositeType;
  readonly fields: readonly FieldPlan[];
}

/** The selections of one place; abstract places have one object plan for each concrete type that shows up. */
export interface SelectionPlan {
  /** The plan for this object; undefined when its type is none that the public schema allows here. */
  planFor(object: DataObject): ObjectPlan | undefined;
  /** The one plan of a place of concrete type. */
  readonly only?: ObjectPlan;
}

interface Source {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly keyNames: KeyNames;
  readonly refused: RefusedFields;
}

/** Plans the response of an operation. Concrete types are planned now, those behind abstract types when first met. */
export function planResponse(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
  keyNames: KeyNames,
  refused: RefusedFields,
): ObjectPlan {
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`The schema has no root type for a ${operation.operation}.`);
  return planObject(root, [{ set: operation.selectionSet, condition: always }], {
    schema,
    fragments,
    keyNames,
    refused,
  });
}

function planObject(type: GraphQLCompositeType, scopes: readonly Scoped[], source: Source): ObjectPlan {
  const placed: { readonly place: number; readonly field: FieldPlan }[] = [];
  for (const [key, nodes] of collectFields(source.schema, type, scopes, source.fragments)) {
    const name = nodes[0]!.node.name.value;
    const fieldType = typeOfField(source.schema, type, name);
    if (!fieldType && name !== '__typename') continue;
    const inner = nodes.flatMap(({ node, condition }) =>
      node.selectionSet && !source.refused.has(node) ? [{ set: node.selectionSet, condition }] : [],
    );
    const named = fieldType && getNamedType(fieldType);
    const field = {
      from: key,
      to: source.keyNames.get(key) ?? key,
      name,
      type: fieldType,
      below: named && isCompositeType(named) ? planSelection(named, inner, source) : undefined,
    };
    for (const { place, guard } of placesOf(nodes)) {
      for (const one of partedByRefusal({ ...field, guard }, nodes, source.refused)) placed.push({ place, field: one });
    }
  }
  placed.sort((a, b) => a.place - b.place);
  return { type, fields: placed.map(({ field }) => field) };
}

/** A key is refused where one of the field nodes that write it is, whatever the others say. */
function partedByRefusal(field: FieldPlan, nodes: readonly CollectedField[], refused: RefusedFields): FieldPlan[] {
  const closed = nodes.filter(({ node }) => refused.has(node));
  const code = closed[0] && refused.get(closed[0].node);
  if (!code) return [field];
  const when = anyOf(closed.map(({ condition }) => condition));
  const inItsStead: FieldPlan = { ...field, refused: code, below: undefined, guard: both(field.guard, when) };
  return when ? [{ ...field, guard: both(field.guard, not(when)) }, inItsStead] : [inItsStead];
}

/**
 * Where a response key stands: at the first of its field nodes that counts, which may be another one for other variables.
 * So a key whose first node is conditional has several places, and of their guards one holds at most.
 */
function placesOf(nodes: readonly CollectedField[]): { readonly place: number; readonly guard: Guard }[] {
  const places: { readonly place: number; readonly guard: Guard }[] = [];
  const earlier: Condition[] = [];
  for (const { condition, place } of nodes) {
    if (earlier.some((one) => follows(one, condition))) continue;
    places.push({ place, guard: guardOf(condition, earlier) });
    if (condition.size === 0) break;
    earlier.push(condition);
  }
  return places;
}

function planSelection(type: GraphQLCompositeType, scopes: readonly Scoped[], source: Source): SelectionPlan {
  if (!isAbstractType(type)) {
    const plan = planObject(type, scopes, source);
    return { planFor: () => plan, only: plan };
  }
  const { schema } = source;
  const plans = new Map<string, ObjectPlan>();
  const planOf = (name: string): ObjectPlan | undefined => {
    const planned = plans.get(name);
    if (planned) return planned;
    const found = name === type.name ? type : schema.getType(name);
    // A subgraph that makes type names up must not fill the memory: only known ones are kept.
    if (found !== type && !(isObjectType(found) && schema.isSubType(type, found))) return undefined;
    const plan = planObject(found, scopes, source);
    plans.set(name, plan);
    return plan;
  };
  return {
    planFor: ({ __typename }) => planOf(typeof __typename === 'string' ? __typename : type.name),
  };
}

function typeOfField(schema: GraphQLSchema, type: GraphQLCompositeType, name: string): GraphQLOutputType | undefined {
  if ('getFields' in type) {
    const field = type.getFields()[name];
    if (field) return field.type;
  }
  if (type !== schema.getQueryType()) return undefined;
  if (name === '__schema') return SchemaMetaFieldDef.type;
  return name === '__type' ? TypeMetaFieldDef.type : undefined;
}
