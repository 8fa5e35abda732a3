import {
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLLeafType,
  type GraphQLOutputType,
} from 'graphql';
import { literal, Program } from '../codegen/program.js';
import type { Tier, Tiers } from '../codegen/tiers.js';
import { isObject, type Run } from '../run-state.js';
import type { FieldPlan, ObjectPlan, SelectionPlan } from './field-plan.js';
import { jsonEscaped } from './json-text.js';
import { isText, leafExpression } from './write-leaf.js';
import { objectWriter, type Write } from './write-plainly.js';

/** Writes `data` of the response to a run as JSON; undefined when a null reached the root. */
export type WriteResponse = (run: Run) => string | undefined;

/**
 * Compiles the response: straight from the merged data to JSON, fields in the order of the operation, nulls propagated by
 * the types. One text grows from the first brace to the last, and what is known between two values is added in one piece;
 * since texts do not change, a null that takes its object with it only means that the longer text is let go. The compiled
 * program keeps no paths; a run that saw an invalid value is gone through again for them (explain-nulls.ts), so that the
 * usual answer pays nothing.
 */
export function compileResponse(plan: ObjectPlan, tiers: Tiers): WriteResponse {
  const write = objectTier(plan, tiers);
  return (run) => write()('', run.data, run);
}

function objectTier(plan: ObjectPlan, tiers: Tiers): Tier<Write> {
  return tiers.of(objectWriter(plan), () => {
    const program = new ResponseProgram(tiers);
    return program.link<Write>(declareObject(program, plan));
  });
}

class ResponseProgram extends Program {
  constructor(readonly tiers: Tiers) {
    super();
  }
}

/** A function that adds an object's JSON; undefined when one of its fields may not be null and is. */
function declareObject(program: ResponseProgram, plan: ObjectPlan): string {
  const conditional = plan.fields.some(({ guard }) => guard);
  const lines = conditional ? conditionalFields(program, plan) : unconditionalFields(program, plan);
  return program.declare('s, o, run', () => lines.join('\n'));
}

function unconditionalFields(program: ResponseProgram, plan: ObjectPlan): string[] {
  const lines = [`let t, v;`];
  // What is written next, whatever the value is: braces, commas, names, quotes.
  let text = '{';
  plan.fields.forEach((field, index) => {
    text += `${index === 0 ? '' : ','}${literal(field.to)}:`;
    const written = fieldLines(program, plan, field, text);
    lines.push(...written.lines);
    text = written.after;
  });
  lines.push(`return s + ${literal(`${text}}`)};`);
  return lines;
}

function conditionalFields(program: ResponseProgram, plan: ObjectPlan): string[] {
  const lines = [`let t, v, comma = '';`, `s += '{';`];
  for (const field of plan.fields) {
    const { lines: written, after } = fieldLines(program, plan, field, `${literal(field.to)}:`);
    const always = [`s += comma;`, `comma = ',';`, ...written, ...(after ? [`s += ${literal(after)};`] : [])];
    lines.push(...(field.guard ? [`if (${program.constant(field.guard)}(run.variables)) {`, ...always, `}`] : always));
  }
  lines.push(`return s + '}';`);
  return lines;
}

/** Lines that add a value to `s`, behind the text that is due before it, and the text that is due after it. */
interface Written {
  readonly lines: readonly string[];
  readonly after: string;
}

function fieldLines(program: ResponseProgram, plan: ObjectPlan, field: FieldPlan, before: string): Written {
  if (field.refused) return { lines: refusedLines(field.type, before), after: '' };
  if (field.type) {
    const { lines, after } = valueLines(program, field.type, field.below, before);
    return { lines: [`v = o[${literal(field.from)}];`, ...lines], after };
  }
  // The name of an abstract type is no answer: the subgraph did not say which object this is.
  if (!isObjectType(plan.type)) return { lines: [`run.sawInvalid = true;`, `return undefined;`], after: '' };
  return { lines: [], after: before + literal(plan.type.name) };
}

/** A refused field is null and says so, or takes its object with it. */
function refusedLines(type: GraphQLOutputType | undefined, before: string): string[] {
  return [`run.sawInvalid = true;`, isNonNullType(type) ? `return undefined;` : `s += ${literal(`${before}null`)};`];
}

const leaveLine = `if (t === undefined) { run.sawInvalid = true; return undefined; }`;

/** Adds the JSON of `v`, or leaves the function when null may not stand here. */
function valueLines(
  program: ResponseProgram,
  type: GraphQLOutputType,
  below: SelectionPlan | undefined,
  before: string,
): Written {
  const isNullable = !isNonNullType(type);
  const named = isNullable ? type : type.ofType;
  if (isLeafType(named)) return leafLines(program, named, isNullable, before);
  const added = `${composite(program, named, below)}(${before ? `s + ${literal(before)}` : 's'}, v, run)`;
  const otherwise = isNullable ? `if (t === undefined) t = s + ${literal(`${before}null`)};` : leaveLine;
  return { lines: [`t = ${added};`, otherwise, `s = t;`], after: '' };
}

function leafLines(program: ResponseProgram, type: GraphQLLeafType, isNullable: boolean, before: string): Written {
  const [leaf, due] = [leafExpression(program, type), literal(before)];
  const nullable = `s += ${due} + (${leaf} ?? 'null');`;
  const required = [`t = ${leaf};`, leaveLine, `s += ${due} + t;`];
  if (!isText(type)) return { lines: isNullable ? [nullable] : required, after: '' };
  const text = `s += ${literal(`${before}"`)} + ${program.constant(jsonEscaped)}(v)`;
  if (isNullable) return { lines: [`if (typeof v === 'string') ${text} + '"';`, `else ${nullable}`], after: '' };
  return {
    lines: [`if (typeof v === 'string') ${text};`, `else {`, ...required, `s = s.slice(0, -1);`, `}`],
    after: '"',
  };
}

function composite(program: ResponseProgram, type: GraphQLOutputType, below: SelectionPlan | undefined): string {
  if (isListType(type)) return declareList(program, type.ofType, below);
  if (below) return program.once(below, () => declareSelection(program, below));
  throw new Error('A composite field has no selections.');
}

const absentLine = `if (v === null || v === undefined) return undefined;`;

function declareList(program: ResponseProgram, itemType: GraphQLOutputType, below: SelectionPlan | undefined): string {
  const { lines: item, after } = valueLines(program, itemType, below, '');
  const lines = [
    absentLine,
    `if (!Array.isArray(v)) { run.sawInvalid = true; return undefined; }`,
    `const list = v;`,
    `let t;`,
    `s += '[';`,
    `for (let i = 0; i < list.length; i++) {`,
    `if (i > 0) s += ',';`,
    `v = list[i];`,
    ...item,
    ...(after ? [`s += ${literal(after)};`] : []),
    `}`,
    `return s + ']';`,
  ];
  return program.declare('s, v, run', () => lines.join('\n'));
}

function declareSelection(program: ResponseProgram, below: SelectionPlan): string {
  if (!below.only) return program.constant(writeAbstract(below, program.tiers));
  const lines = [
    absentLine,
    `if (typeof v !== 'object' || Array.isArray(v)) { run.sawInvalid = true; return undefined; }`,
    `return ${declareObject(program, below.only)}(s, v, run);`,
  ];
  return program.declare('s, v, run', () => lines.join('\n'));
}

/** At an abstract place each concrete type gets its function when it first shows up. */
function writeAbstract(below: SelectionPlan, tiers: Tiers): Write {
  const known = new Map<ObjectPlan, Tier<Write>>();
  return (written, value, run) => {
    if (value === null || value === undefined) return undefined;
    const plan = isObject(value) ? below.planFor(value) : undefined;
    if (!plan) {
      run.sawInvalid = true;
      return undefined;
    }
    let write = known.get(plan);
    if (!write) known.set(plan, (write = objectTier(plan, tiers)));
    return write()(written, value, run);
  };
}
