import { Kind, parse, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from '../prepare/fragments-of.js';
import type { Fragments } from '../prepare/measure-operation.js';

/**
 * What a fetch's answer looks like: composite fields by response key, whatever type they are on. Two fragments may both
 * name a key; valid documents give it one shape, so they are joined. A field without a shape is a leaf, and a leaf's
 * value is never looked into (it may be an object of a custom scalar).
 */
export interface FetchShape {
  readonly fields: ShapeField[];
  /** Some field below is stored under another key than it has in the answer. */
  renames: boolean;
}

export interface ShapeField {
  /** Key in the subgraph's answer. */
  readonly from: string;
  /** Key in the merged data. */
  to: string;
  readonly shape: FetchShape | undefined;
  /** Type conditions it stands under, of several inside each other the last; undefined when it stands under none. */
  conditions: readonly string[] | undefined;
  /** Every object inherits a property of this name, so only an own one is data. */
  readonly inherited: boolean;
}

/** Reads the shape from a fetch's document. */
export function shapeOfDocument(document: string): FetchShape {
  const parsed = parse(document, { noLocation: true });
  const operation = parsed.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const shape: FetchShape = { fields: [], renames: false };
  if (operation) addSelections(shape, operation.selectionSet, fragmentsOf(parsed));
  return shape;
}

function addSelections(shape: FetchShape, set: SelectionSetNode, fragments: Fragments, condition?: string): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      let field = shape.fields.find((known) => known.from === key);
      if (!field) {
        field = {
          from: key,
          to: key,
          shape: selection.selectionSet && { fields: [], renames: false },
          conditions: condition === undefined ? undefined : [condition],
          inherited: key in Object.prototype,
        };
        shape.fields.push(field);
      } else if (condition === undefined) field.conditions = undefined;
      else if (field.conditions && !field.conditions.includes(condition))
        field.conditions = [...field.conditions, condition];
      if (field.shape && selection.selectionSet) addSelections(field.shape, selection.selectionSet, fragments);
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (fragment)
      addSelections(shape, fragment.selectionSet, fragments, fragment.typeCondition?.name.value ?? condition);
  }
}

/** Builds the renaming of one key into the shape. The planner's aliases are unique where they stand, so keys suffice. */
export function renameInShape(shape: FetchShape, keys: readonly string[], to: string): void {
  const [key, ...rest] = keys;
  for (const field of shape.fields) {
    if (field.from !== key) continue;
    shape.renames = true;
    if (rest.length === 0) field.to = to;
    else if (field.shape) renameInShape(field.shape, rest, to);
  }
}

/** Key in the merged data for every planner's alias in the shape, to rename error paths. */
export function renamedKeys(shape: FetchShape, into: Map<string, string> = new Map()): Map<string, string> {
  if (!shape.renames) return into;
  for (const field of shape.fields) {
    if (field.from !== field.to) into.set(field.from, field.to);
    if (field.shape) renamedKeys(field.shape, into);
  }
  return into;
}
