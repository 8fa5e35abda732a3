import {
  Kind,
  parse,
  print,
  validate,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import type { Contenders } from './contenders.js';
import type { Operation } from './generate-operation.js';
import { judge, type Verdict } from './judge.js';

/** Comparisons spent on one operation: there may be thousands of selections. */
const mostAttempts = 500;

/** Drops selections for as long as the difference stays: a smaller operation is easier to understand. */
export async function shrink(
  contenders: Contenders,
  operation: Operation,
  isStillThere: (verdict: Verdict) => boolean,
  askOracle: boolean,
): Promise<Operation> {
  let smallest = operation;
  let from = 0;
  for (let left = mostAttempts; left > 0;) {
    let index = -1;
    let found = false;
    for (const candidate of smaller(parse(smallest.document))) {
      if (++index < from) continue;
      const attempt = { ...smallest, document: print(withoutUnused(candidate)) };
      if (attempt.document === smallest.document || !isValid(contenders.monolith, attempt.document)) continue;
      if (left-- === 0) break;
      if (!isStillThere(await judge(contenders, attempt, askOracle))) continue;
      smallest = attempt;
      found = true;
      break;
    }
    if (!found && from === 0) break;
    // What could not be dropped before can rarely be dropped now: that is tried at the end only.
    from = found ? index : 0;
  }
  return smallest;
}

/** A selection set that lost its last selection is no GraphQL any more. */
function isValid(schema: GraphQLSchema, document: string): boolean {
  try {
    return validate(schema, parse(document)).length === 0;
  } catch {
    return false;
  }
}

/** The document without one selection, or with a selection replaced by what is in it. */
function* smaller(document: DocumentNode): Generator<DocumentNode> {
  const selections: SelectionNode[] = [];
  visit(document, {
    Field: (node) => void selections.push(node),
    InlineFragment: (node) => void selections.push(node),
    FragmentSpread: (node) => void selections.push(node),
  });
  for (const dropped of selections) {
    yield visit(document, { enter: (node) => (node === dropped ? null : undefined) });
  }
  for (const plain of selections) {
    if (plain.directives?.length)
      yield visit(document, { enter: (node) => (node === plain ? { ...plain, directives: [] } : undefined) });
    if (plain.kind === Kind.FIELD && plain.alias) {
      yield visit(document, { enter: (node) => (node === plain ? { ...plain, alias: undefined } : undefined) });
    }
  }
}

/** Fragments and variables that nothing names any more. */
function withoutUnused(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    FragmentSpread: ({ name }) => void used.add(name.value),
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(`$${name.value}`),
  });
  return visit(document, {
    FragmentDefinition: ({ name }) => (used.has(name.value) ? undefined : null),
    VariableDefinition: ({ variable }) => (used.has(`$${variable.name.value}`) ? undefined : null),
  });
}
