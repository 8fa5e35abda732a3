import { isLeafType, isListType, isNonNullType, isObjectType, type GraphQLOutputType } from 'graphql';
import { isObject, type DataObject, type FoundError, type PathSegment, type Run } from '../run-state.js';
import type { FieldPlan, ObjectPlan, SelectionPlan } from './field-plan.js';
import { compileLeaf } from './read-leaf.js';

/**
 * Finds the errors behind nulls that the projection put in, for a run that saw one: a null (or nothing) where the type
 * forbids it, and values that the type cannot stand for. A null that an error already explains gets no second one: an
 * error at it, below it or above it, or the failure of the fetch that would have brought it.
 */
export function explainNulls(plan: ObjectPlan, run: Run): FoundError[] {
  const told = toldPaths(run.errors);
  const found: FoundError[] = [];
  const path: PathSegment[] = [];
  const refused = new Set<string>();

  const report = (field: FieldPlan, owner: ObjectPlan, message: (name: string) => string, code: string): void => {
    if (told.has(keyOf(path))) return;
    found.push({ message: message(`${owner.type.name}.${field.name}`), path: [...path], extensions: { code } });
  };

  /** True when the object is null in the response. */
  const visitObject = (object: DataObject, objectPlan: ObjectPlan, covered: boolean): boolean => {
    const told = covered || run.incomplete.has(object);
    for (const field of objectPlan.fields) {
      if (field.guard && !field.guard(run.variables)) continue;
      path.push(field.from);
      const bubbles = field.refused ? visitRefused(field, objectPlan) : visitField(object, field, objectPlan, told);
      path.pop();
      if (bubbles) return true;
    }
    return false;
  };

  const visitField = (object: DataObject, field: FieldPlan, owner: ObjectPlan, covered: boolean): boolean =>
    field.type
      ? visitValue(object[field.from], field.type, field, owner, covered)
      : !isObjectType(owner.type) && visitInvalid(field, owner);

  /** One error for all places of the selection. */
  const visitRefused = (field: FieldPlan, owner: ObjectPlan): boolean => {
    const selection = keyOf(path.filter((segment) => typeof segment === 'string'));
    if (!refused.has(selection)) found.push(refusalError(field, owner, [...path]));
    refused.add(selection);
    return isNonNullType(field.type);
  };

  /** True when null goes on to the parent. */
  const visitValue = (
    value: unknown,
    type: GraphQLOutputType,
    field: FieldPlan,
    owner: ObjectPlan,
    covered: boolean,
  ): boolean => {
    if (isNonNullType(type)) {
      if (value === null || value === undefined) {
        if (value === null || !covered) report(field, owner, nullMessage, 'NULL_FOR_NON_NULLABLE');
        return true;
      }
      return visitPresent(value, type.ofType, field, owner, covered);
    }
    if (value !== null && value !== undefined) visitPresent(value, type, field, owner, covered);
    return false;
  };

  /** True when the value is null in the response. */
  const visitPresent = (
    value: unknown,
    type: GraphQLOutputType,
    field: FieldPlan,
    owner: ObjectPlan,
    covered: boolean,
  ): boolean => {
    if (isListType(type)) {
      if (!Array.isArray(value)) return visitInvalid(field, owner);
      for (let i = 0; i < value.length; i++) {
        path.push(i);
        const bubbles = visitValue(value[i], type.ofType, field, owner, covered);
        path.pop();
        if (bubbles) return true;
      }
      return false;
    }
    if (field.below) {
      const below = planAt(field.below, value);
      return below ? visitObject(value as DataObject, below, covered) : visitInvalid(field, owner);
    }
    return isLeafType(type) && compileLeaf(type)(value) === undefined && visitInvalid(field, owner);
  };

  const visitInvalid = (field: FieldPlan, owner: ObjectPlan): true => {
    report(field, owner, invalidMessage, 'INVALID_SUBGRAPH_VALUE');
    return true;
  };

  visitObject(run.data, plan, false);
  return found;
}

function planAt(below: SelectionPlan, value: unknown): ObjectPlan | undefined {
  return isObject(value) ? below.planFor(value) : undefined;
}

const nullMessage = (name: string): string => `Cannot return null for non-nullable field ${name}.`;
const invalidMessage = (name: string): string => `The value of ${name} is none that its type allows.`;

/** Why a field that the caller may not use is null. The path is that of the first place where it is. */
export function refusalError(
  { name, refused }: FieldPlan,
  { type }: ObjectPlan,
  path: readonly PathSegment[],
): FoundError {
  const coordinate = `${type.name}.${name}`;
  const message = refused === 'FORBIDDEN' ? `${coordinate} is not open to you.` : `Sign in to use ${coordinate}.`;
  return { message, path, extensions: { code: refused, coordinate } };
}

/** Every place at which or below which an error is known. */
function toldPaths(errors: readonly FoundError[]): Set<string> {
  const told = new Set<string>();
  for (const { path } of errors) {
    for (let length = path?.length ?? 0; length > 0; length--) told.add(keyOf(path!.slice(0, length)));
  }
  return told;
}

function keyOf(path: readonly PathSegment[]): string {
  return path.join('\n');
}
