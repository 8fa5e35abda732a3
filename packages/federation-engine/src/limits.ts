/**
 * Bounds of what a client may send, checked before anything costly happens. Of each, the widest operation of the client
 * contract needs half at most (of selections a tenth). The number of distinct paths decides how long a plan takes, and
 * only aliases multiply paths without end, so theirs is the tightest. `fetchTimeoutMs` bounds one call of one subgraph,
 * whatever its transport does.
 */
export interface EngineLimits {
  /** Size of the document in UTF-8 bytes. */
  readonly documentBytes: number;
  readonly tokens: number;
  /** Line breaks: to say in which line a fault is, they have to be counted. */
  readonly lines: number;
  /** Brackets of any kind open at the same time, counted before parsing so that no parser can run out of stack. */
  readonly nesting: number;
  /** Fields inside fields, through fragments. */
  readonly depth: number;
  /** Aliased fields, through fragments. */
  readonly aliases: number;
  /** Fields of the root type, through fragments. */
  readonly rootFields: number;
  /** Fields and fragments after every spread is written out. */
  readonly selections: number;
  /** Selections looked at to count the cost: an abstract place is looked at once for each type it may have. */
  readonly costedSelections: number;
  /** Fields written to answer `__schema` and `__type`; everything about a schema takes some 75 for each of its types. */
  readonly introspectedFields: number;
  /** Length assumed of a list that no `@listSize` says anything of. */
  readonly listSize: number;
  /** Errors reported for one refused document or one set of variables. */
  readonly reportedErrors: number;
  /** Objects and lists inside each other in the variables. */
  readonly variableDepth: number;
  /** Values in the variables, those in lists and objects included. An input object counts with all fields it may have. */
  readonly variableValues: number;
  /** Milliseconds one fetch may take. */
  readonly fetchTimeoutMs: number;
  /** Milliseconds one operation may be planned for, by a planner in a process of its own. */
  readonly planningMs: number;
  /** Milliseconds an operation may wait for that planner; then it is refused and may be asked again. */
  readonly planningWaitMs: number;
  /** Prepared documents (and refusals) kept. */
  readonly cachedDocuments: number;
  /** Approximate bytes all of them may take. */
  readonly cachedBytes: number;
}

/** Limits of an engine that was given none. */
export const defaultLimits: EngineLimits = {
  documentBytes: 64 * 1024,
  tokens: 2_000,
  lines: 10_000,
  nesting: 60,
  depth: 20,
  aliases: 60,
  rootFields: 30,
  selections: 500,
  costedSelections: 5_000,
  introspectedFields: 25_000,
  listSize: 10,
  reportedErrors: 10,
  variableDepth: 32,
  variableValues: 10_000,
  fetchTimeoutMs: 15_000,
  planningMs: 5_000,
  planningWaitMs: 15_000,
  cachedDocuments: 1_000,
  cachedBytes: 64 * 1024 * 1024,
};
