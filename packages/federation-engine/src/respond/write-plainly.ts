import { isLeafType, isListType, isNonNullType, isObjectType, type GraphQLOutputType } from 'graphql';
import { isObject, type DataObject, type Run } from '../run-state.js';
import type { FieldPlan, ObjectPlan, SelectionPlan } from './field-plan.js';
import { leafWriter } from './write-leaf.js';

/** Adds the JSON of a value of the merged data to what is written already; undefined when it is null in the response. */
export type Write = (written: string, value: unknown, run: Run) => string | undefined;

/** Writes objects of a plan field by field, without code of its own (that is write-response.ts). */
export function objectWriter(plan: ObjectPlan): Write {
  return (written, object, run) => addObject(written, object as DataObject, plan, run);
}

function addObject(written: string, object: DataObject, plan: ObjectPlan, run: Run): string | undefined {
  let text = `${written}{`;
  let comma = '';
  for (const field of plan.fields) {
    if (field.guard && !field.guard(run.variables)) continue;
    const added = addField(`${text}${comma}${JSON.stringify(field.to)}:`, object, field, plan, run);
    if (added === undefined) return undefined;
    text = added;
    comma = ',';
  }
  return `${text}}`;
}

/** Undefined when the object is null for this field's sake. */
function addField(
  written: string,
  object: DataObject,
  field: FieldPlan,
  plan: ObjectPlan,
  run: Run,
): string | undefined {
  if (field.refused) {
    run.sawInvalid = true;
    return isNonNullType(field.type) ? undefined : `${written}null`;
  }
  if (field.type) return addValue(written, object[field.from], field.type, field.below, run);
  if (isObjectType(plan.type)) return written + JSON.stringify(plan.type.name);
  // The name of an abstract type is no answer: the subgraph did not say which object this is.
  run.sawInvalid = true;
  return undefined;
}

/** Undefined when null may not stand here and would. */
function addValue(
  written: string,
  value: unknown,
  type: GraphQLOutputType,
  below: SelectionPlan | undefined,
  run: Run,
): string | undefined {
  if (!isNonNullType(type)) return addPresent(written, value, type, below, run) ?? `${written}null`;
  const added = addPresent(written, value, type.ofType, below, run);
  if (added === undefined) run.sawInvalid = true;
  return added;
}

function addPresent(
  written: string,
  value: unknown,
  type: GraphQLOutputType,
  below: SelectionPlan | undefined,
  run: Run,
): string | undefined {
  if (isLeafType(type)) {
    const leaf = leafWriter(type)(value, run);
    return leaf === undefined ? undefined : written + leaf;
  }
  if (value === null || value === undefined) return undefined;
  if (isListType(type)) {
    if (Array.isArray(value)) return addList(written, value, type.ofType, below, run);
  } else {
    const plan = isObject(value) ? below?.planFor(value) : undefined;
    if (plan) return addObject(written, value as DataObject, plan, run);
  }
  run.sawInvalid = true;
  return undefined;
}

function addList(
  written: string,
  list: readonly unknown[],
  itemType: GraphQLOutputType,
  below: SelectionPlan | undefined,
  run: Run,
): string | undefined {
  let text = `${written}[`;
  for (let i = 0; i < list.length; i++) {
    const added = addValue(i > 0 ? `${text},` : text, list[i], itemType, below, run);
    if (added === undefined) return undefined;
    text = added;
  }
  return `${text}]`;
}
