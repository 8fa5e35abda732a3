import { Kind, print, type DocumentNode, type FieldNode, type SelectionSetNode } from 'graphql';
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
  /** Key that the plan speaks of. */
  readonly planned: string;
  /** Key in the merged data. */
  to: string;
  readonly shape: FetchShape | undefined;
  /** Type conditions it stands under, of several inside each other the last; undefined when it stands under none. */
  conditions: readonly string[] | undefined;
  /** How its arguments are written, in the order of their names; of several types, where they differ, each way. */
  readonly asked: Set<string>;
  /** Every object inherits a property of this name, so only an own one is data. */
  readonly inherited: boolean;
}

/** Keys that the plan knows under another name, with that name. */
type PlannedKeys = ReadonlyMap<string, string>;

/** Reads the shape from a fetch's document. */
export function shapeOfDocument(document: DocumentNode, plannedKeys: PlannedKeys = new Map()): FetchShape {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const shape: FetchShape = { fields: [], renames: false };
  if (operation) addSelections(shape, operation.selectionSet, { fragments: fragmentsOf(document), plannedKeys });
  return shape;
}

interface Reading {
  readonly fragments: Fragments;
  readonly plannedKeys: PlannedKeys;
}

function addSelections(shape: FetchShape, set: SelectionSetNode, reading: Reading, condition?: string): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      let field = shape.fields.find((known) => known.from === key);
      if (!field) {
        const planned = reading.plannedKeys.get(key) ?? key;
        if (planned !== key) shape.renames = true;
        field = {
          from: key,
          planned,
          to: planned,
          shape: selection.selectionSet && { fields: [], renames: false },
          conditions: condition === undefined ? undefined : [condition],
          asked: new Set(),
          inherited: key in Object.prototype,
        };
        shape.fields.push(field);
      } else if (condition === undefined) field.conditions = undefined;
      else if (field.conditions && !field.conditions.includes(condition))
        field.conditions = [...field.conditions, condition];
      field.asked.add(argumentsOf(selection));
      if (field.shape && selection.selectionSet) {
        addSelections(field.shape, selection.selectionSet, reading);
        shape.renames ||= field.shape.renames;
      }
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : reading.fragments.get(selection.name.value);
    if (fragment) addSelections(shape, fragment.selectionSet, reading, fragment.typeCondition?.name.value ?? condition);
  }
}

function argumentsOf({ arguments: given = [] }: FieldNode): string {
  return given
    .map((each) => print(each))
    .sort()
    .join();
}

/** Builds the renaming of one key into the shape. The planner's aliases are unique where they stand, so keys suffice. */
export function renameInShape(shape: FetchShape, keys: readonly string[], to: string): void {
  const [key, ...rest] = keys;
  for (const field of shape.fields) {
    if (field.planned !== key) continue;
    shape.renames = true;
    if (rest.length === 0) field.to = to;
    else if (field.shape) renameInShape(field.shape, rest, to);
  }
}

/** Key in the merged data for every other key of the answer, to rename error paths. */
export function renamedKeys(shape: FetchShape, into: Map<string, string> = new Map()): Map<string, string> {
  if (!shape.renames) return into;
  for (const field of shape.fields) {
    if (field.from !== field.to) into.set(field.from, field.to);
    if (field.shape) renamedKeys(field.shape, into);
  }
  return into;
}
