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
import { judge } from './judge.js';

/** Drops selections for as long as the difference stays: a smaller operation is easier to understand. */
export async function shrink(contenders: Contenders, operation: Operation, ofOracle: boolean): Promise<Operation> {
  let smallest = operation;
  for (let dropped = true; dropped;) {
    dropped = false;
    for (const candidate of smaller(parse(smallest.document))) {
      const attempt = { ...smallest, document: print(withoutUnused(candidate)) };
      if (attempt.document === smallest.document || !isValid(contenders.monolith, attempt.document)) continue;
      const verdict = await judge(contenders, attempt, ofOracle);
      if (ofOracle ? verdict.oracle !== 'differs' : verdict.difference === undefined) continue;
      smallest = attempt;
      dropped = true;
      break;
    }
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
