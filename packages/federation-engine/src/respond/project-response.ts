import { isLeafType, isListType, isNonNullType, isObjectType, type GraphQLOutputType } from 'graphql';
import { isObject, type DataObject, type Run } from '../run-state.js';
import type { FieldPlan, ObjectPlan, SelectionPlan } from './field-plan.js';
import { compileLeaf } from './read-leaf.js';

/** What a value becomes in the response. `bubble` when it is null where null may not be. */
type Project = (value: unknown, run: Run) => unknown;

const bubble = Symbol('null that the type forbids');

interface ProjectedField {
  readonly from: string;
  readonly to: string;
  readonly guard: FieldPlan['guard'];
  /** Undefined for `__typename`. */
  readonly project: Project | undefined;
}

/** Projects the merged data of a run into `data` of the response; null when a null reached the root. */
export type ProjectResponse = (run: Run) => DataObject | null;

/**
 * Compiles the response: one closure for each field, fields in the order of the operation, nulls propagated by the
 * types. It keeps no paths; a run that saw an invalid value is gone through again for them (explain-nulls.ts), so that
 * the usual answer pays nothing.
 */
export function compileResponse(plan: ObjectPlan): ProjectResponse {
  const project = compileObject(plan);
  return (run) => project(run.data, run);
}

function compileObject(plan: ObjectPlan): (object: DataObject, run: Run) => DataObject | null {
  const typename = isObjectType(plan.type) ? plan.type.name : undefined;
  const fields: ProjectedField[] = plan.fields.map(({ from, to, guard, type, below }) => ({
    from,
    to,
    guard,
    project: type && compileValue(type, below),
  }));
  const hasProto = fields.some(({ to }) => to === '__proto__');
  return (object, run) => {
    // Assigning `__proto__` to an ordinary object would set its prototype.
    const projected: DataObject = hasProto ? (Object.create(null) as DataObject) : {};
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i]!;
      if (field.guard && !field.guard(run.variables)) continue;
      if (!field.project) {
        // The name of an abstract type is no answer: the subgraph did not say which object this is.
        if (typename === undefined) {
          run.sawInvalid = true;
          return null;
        }
        projected[field.to] = typename;
        continue;
      }
      const value = field.project(object[field.from], run);
      if (value === bubble) return null;
      projected[field.to] = value;
    }
    return projected;
  };
}

function compileValue(type: GraphQLOutputType, below: SelectionPlan | undefined): Project {
  if (!isNonNullType(type)) return compileNullable(type, below);
  const project = compileNullable(type.ofType, below);
  return (value, run) => {
    const projected = project(value, run);
    if (projected !== null) return projected;
    run.sawInvalid = true;
    return bubble;
  };
}

function compileNullable(type: GraphQLOutputType, below: SelectionPlan | undefined): Project {
  if (isListType(type)) return compileList(compileValue(type.ofType, below));
  if (below) return compileSelection(below);
  if (!isLeafType(type)) throw new Error('A composite field has no selections.');
  const read = compileLeaf(type);
  return (value, run) => {
    if (value === null || value === undefined) return null;
    const leaf = read(value);
    if (leaf !== undefined) return leaf;
    run.sawInvalid = true;
    return null;
  };
}

function compileList(project: Project): Project {
  return (value, run) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) {
      run.sawInvalid = true;
      return null;
    }
    const items: unknown[] = new Array(value.length);
    for (let i = 0; i < value.length; i++) {
      const item = project(value[i], run);
      if (item === bubble) return null;
      items[i] = item;
    }
    return items;
  };
}

function compileSelection(below: SelectionPlan): Project {
  const only = below.only && compileObject(below.only);
  if (only) {
    return (value, run) => {
      if (value === null || value === undefined) return null;
      if (isObject(value)) return only(value, run);
      run.sawInvalid = true;
      return null;
    };
  }
  const compiled = new Map<ObjectPlan, ReturnType<typeof compileObject>>();
  const projectorOf = (plan: ObjectPlan): ReturnType<typeof compileObject> => {
    const known = compiled.get(plan);
    if (known) return known;
    const project = compileObject(plan);
    compiled.set(plan, project);
    return project;
  };
  return (value, run) => {
    if (value === null || value === undefined) return null;
    if (isObject(value)) {
      const plan = below.planFor(value);
      if (plan) return projectorOf(plan)(value, run);
    }
    run.sawInvalid = true;
    return null;
  };
}
