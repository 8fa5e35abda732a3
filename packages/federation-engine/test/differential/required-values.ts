import { isMissing, canonical, computeField, wrongValue, type Subject } from './values.js';
import {
  fieldOf,
  isComposite,
  possibleTypes,
  type ArgumentModel,
  type Model,
  type Required,
  type TypeRef,
} from './model.js';

type Path = readonly (string | number)[];
type Report = (path: Path) => void;

const invalid = Symbol('null where none may be');
const textual = new Set(['String', 'ID', 'Json', 'Moment']);

/**
 * What a `@requires` selects, computed by the rules of execution over the whole model: what subgraphs together answer.
 * Failures become null and are reported with their path: the plan meets them although no client asked.
 */
export function requiredValues(
  model: Model,
  type: string,
  subject: string,
  selections: readonly Required[],
  report: Report,
): Record<string, unknown> {
  return selectObject(model, { __typename: type, subject }, selections, [], report);
}

function selectObject(
  model: Model,
  { __typename, subject }: Subject,
  selections: readonly Required[],
  path: Path,
  report: Report,
): Record<string, unknown> {
  const selected: Record<string, unknown> = {};
  for (const selection of selections) {
    if (selection.on !== undefined) {
      if (possibleTypes(model, selection.on).includes(__typename)) {
        Object.assign(selected, selectObject(model, { __typename, subject }, selection.below, path, report));
      }
      continue;
    }
    if (selection.field === '__typename') continue;
    const field = fieldOf(model, __typename, selection.field);
    const at = [...path, field.name];
    const required =
      field.requires &&
      requiredValues(model, __typename, subject, field.requires, (below) => report([...path, ...below]));
    let value: unknown = null;
    const [home] = field.homes;
    if (field.homes.length !== 1 || home === undefined || !isMissing(model, __typename, subject, home)) {
      try {
        value = computeField(model, subject, field, withDefaults(field.args, selection.args), required);
      } catch {
        report(at);
      }
    }
    const completed = complete(model, value, field.type, selection.below, at, report);
    selected[field.name] = completed === invalid ? null : completed;
  }
  return selected;
}

function complete(
  model: Model,
  value: unknown,
  type: TypeRef,
  below: readonly Required[],
  path: Path,
  report: Report,
): unknown {
  const completed = completeNullable(model, value, type, below, path, report);
  if (completed !== null || !type.nonNull) return completed;
  report(path);
  return invalid;
}

function completeNullable(
  model: Model,
  value: unknown,
  type: TypeRef,
  below: readonly Required[],
  path: Path,
  report: Report,
): unknown {
  if (value === null || value === undefined) return null;
  const fails = value instanceof Error || (value === wrongValue && (type.of !== undefined || !textual.has(type.named)));
  if (fails) {
    report(path);
    return null;
  }
  if (type.of) {
    const { of } = type;
    const items = (value as unknown[]).map((item, i) => complete(model, item, of, below, [...path, i], report));
    return items.includes(invalid) ? null : items;
  }
  return isComposite(model, type.named) ? selectObject(model, value as Subject, below, path, report) : value;
}

/** Arguments as a resolver gets them when these are written and the others left out. */
function withDefaults(
  args: readonly ArgumentModel[],
  written: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const coerced: Record<string, unknown> = {};
  for (const { name, fallback } of args) {
    if (Object.hasOwn(written, name)) coerced[name] = written[name];
    else if (fallback !== undefined) coerced[name] = fallback;
  }
  return coerced;
}

/**
 * The same selection taken from a representation; throws when the plan did not bring what was required, unless nulls may
 * have been left out.
 */
export function takeRequired(
  selections: readonly Required[],
  given: Readonly<Record<string, unknown>>,
  withoutNulls = false,
): unknown {
  const taken: Record<string, unknown> = {};
  for (const selection of selections) {
    if (selection.on !== undefined) {
      if (given.__typename !== undefined && given.__typename !== selection.on) continue;
      const missing = selection.below.some(({ field }) => field !== undefined && !(field in given));
      if (!missing) Object.assign(taken, takeRequired(selection.below, given, withoutNulls));
      continue;
    }
    const { field, below } = selection;
    if (field === '__typename') continue;
    const value = given[field] ?? (withoutNulls ? null : given[field]);
    if (value === undefined) throw new Error(`The representation lacks ${field}: ${canonical(given)}`);
    taken[field] = below.length > 0 ? takeFrom(value, below, withoutNulls) : value;
  }
  return taken;
}

function takeFrom(value: unknown, below: readonly Required[], withoutNulls: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => takeFrom(item, below, withoutNulls));
  return value === null ? null : takeRequired(below, value as Record<string, unknown>, withoutNulls);
}
