import { isLeafType, isListType, isNonNullType, isObjectType, type GraphQLOutputType } from 'graphql';
import { literal, Program } from '../codegen/program.js';
import { isObject, type Run } from '../run-state.js';
import type { FieldPlan, ObjectPlan, SelectionPlan } from './field-plan.js';
import { leafExpression } from './write-leaf.js';

/** Writes a value of the merged data as JSON; undefined when it is null in the response. */
type Write = (value: unknown, run: Run) => string | undefined;

/** Writes `data` of the response to a run as JSON; undefined when a null reached the root. */
export type WriteResponse = (run: Run) => string | undefined;

/**
 * Compiles the response: straight from the merged data to JSON, fields in the order of the operation, nulls propagated by
 * the types. It keeps no paths; a run that saw an invalid value is gone through again for them (explain-nulls.ts), so
 * that the usual answer pays nothing.
 */
export function compileResponse(plan: ObjectPlan): WriteResponse {
  const write = compileObject(plan);
  return (run) => write(run.data, run);
}

function compileObject(plan: ObjectPlan): Write {
  const program = new Program();
  return program.link<Write>(declareObject(program, plan));
}

/** A function from an object to its JSON; undefined when one of its fields may not be null and is. */
function declareObject(program: Program, plan: ObjectPlan): string {
  // The name of an abstract type is no answer: the subgraph did not say which object this is.
  const typename = isObjectType(plan.type) ? literal(literal(plan.type.name)) : undefined;
  const conditional = plan.fields.some(({ guard }) => guard);
  const lines = [`let s = '{', t, v;`];
  plan.fields.forEach((field, index) => {
    const written: string[] = [];
    if (field.refused) written.push(...refusedLines(field.type));
    else if (field.type)
      written.push(`v = o[${literal(field.from)}];`, ...valueLines(program, field.type, field.below));
    else if (typename) written.push(`t = ${typename};`);
    else written.push(`run.sawInvalid = true;`, `return undefined;`);
    const comma = index === 0 ? '' : conditional ? `(s.length > 1 ? ',' : '') + ` : `',' + `;
    written.push(`s += ${comma}${literal(`${literal(field.to)}:`)} + t;`);
    lines.push(...guarded(program, field.guard, written));
  });
  lines.push(`return s + '}';`);
  return program.declare('o, run', () => lines.join('\n'));
}

function guarded(program: Program, guard: FieldPlan['guard'], lines: readonly string[]): string[] {
  return guard ? [`if (${program.constant(guard)}(run.variables)) {`, ...lines, `}`] : [...lines];
}

/** A refused field is null and says so, or takes its object with it. */
function refusedLines(type: GraphQLOutputType | undefined): string[] {
  return [`run.sawInvalid = true;`, isNonNullType(type) ? `return undefined;` : `t = 'null';`];
}

/** Sets `t` to the JSON of `v`, or leaves the function when null may not stand here. */
function valueLines(program: Program, type: GraphQLOutputType, below: SelectionPlan | undefined): string[] {
  if (isNonNullType(type)) {
    return [
      `t = ${valueExpression(program, type.ofType, below)};`,
      `if (t === undefined) { run.sawInvalid = true; return undefined; }`,
    ];
  }
  return [`t = ${valueExpression(program, type, below)} ?? 'null';`];
}

function valueExpression(program: Program, type: GraphQLOutputType, below: SelectionPlan | undefined): string {
  if (isListType(type)) return `${declareList(program, type.ofType, below)}(v, run)`;
  if (below) return `${program.once(below, () => declareSelection(program, below))}(v, run)`;
  if (isLeafType(type)) return leafExpression(program, type);
  throw new Error('A composite field has no selections.');
}

const absentLine = `if (v === null || v === undefined) return undefined;`;

function declareList(program: Program, itemType: GraphQLOutputType, below: SelectionPlan | undefined): string {
  const lines = [
    `if (list === null || list === undefined) return undefined;`,
    `if (!Array.isArray(list)) { run.sawInvalid = true; return undefined; }`,
    `let s = '[', t, v;`,
    `for (let i = 0; i < list.length; i++) {`,
    `v = list[i];`,
    ...valueLines(program, itemType, below),
    `s += i === 0 ? t : ',' + t;`,
    `}`,
    `return s + ']';`,
  ];
  return program.declare('list, run', () => lines.join('\n'));
}

function declareSelection(program: Program, below: SelectionPlan): string {
  if (!below.only) return program.constant(writeAbstract(below));
  const lines = [
    absentLine,
    `if (typeof v !== 'object' || Array.isArray(v)) { run.sawInvalid = true; return undefined; }`,
    `return ${declareObject(program, below.only)}(v, run);`,
  ];
  return program.declare('v, run', () => lines.join('\n'));
}

/** At an abstract place each concrete type gets its function when it first shows up. */
function writeAbstract(below: SelectionPlan): Write {
  const compiled = new Map<ObjectPlan, Write>();
  return (value, run) => {
    if (value === null || value === undefined) return undefined;
    const plan = isObject(value) ? below.planFor(value) : undefined;
    if (!plan) {
      run.sawInvalid = true;
      return undefined;
    }
    let write = compiled.get(plan);
    if (!write) compiled.set(plan, (write = compileObject(plan)));
    return write(value, run);
  };
}
