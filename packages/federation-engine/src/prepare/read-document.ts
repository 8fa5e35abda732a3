import {
  GraphQLError,
  Kind,
  parse,
  OverlappingFieldsCanBeMergedRule,
  Source,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { EngineLimits } from '../limits.js';
import { fragmentsOf } from './fragments-of.js';
import { fieldConflicts } from './merge-fields.js';
import { measureOperation, type Fragments, type OperationSize } from './measure-operation.js';
import { refuseDocument, refuseWith } from './refusal.js';
import { bracketDepth, lineBreaks } from './scan-document.js';

/** A valid operation and the fragments of its document, without source locations (they would keep every token alive). */
export interface ReadOperation {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
}

/**
 * Text to valid operation, or {@link DocumentRefused}. The cheap bounds come first: bytes, brackets, tokens, then the
 * measured size of every operation, and only then validation. What does not pass the other rules is not asked whether its
 * fields can be merged: it might hold fragments that hold themselves.
 */
export function readDocument(
  document: string,
  operationName: string | undefined,
  schema: GraphQLSchema,
  limits: EngineLimits,
): ReadOperation {
  refuseOversized(document, limits);
  const { located, forgetText } = parseBounded(document, limits);
  const fragments = fragmentsOf(located);
  refuseUnmeasured(located, fragments, limits);
  chooseOperation(located, operationName);
  forgetText();
  const faults = validate(schema, located, cheapRules, { maxErrors: limits.reportedErrors });
  if (faults.length > 0) refuseWith('GRAPHQL_VALIDATION_FAILED', faults, document);
  for (const definition of located.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const conflicts = mergeConflicts(schema, definition, fragments, limits);
    if (conflicts.length > 0) refuseWith('GRAPHQL_VALIDATION_FAILED', conflicts, document);
  }
  if (document.includes('__proto__')) refuseProtoVariable(located);
  const bare = parse(document, { noLocation: true });
  return { operation: chooseOperation(bare, operationName), fragments: fragmentsOf(bare) };
}

/** The rules whose work grows with the document. The one that compares fields pairwise has a replacement. */
const cheapRules = specifiedRules.filter((rule) => rule !== OverlappingFieldsCanBeMergedRule);

/** Refuses what is no operation or fragment, and every operation that is beyond a limit, without the schema. */
function refuseUnmeasured(located: DocumentNode, fragments: Fragments, limits: EngineLimits): void {
  const measured = new Map<string, OperationSize>();
  for (const definition of located.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      refuseTooMuch(measureOperation(definition, fragments, measured), limits);
    } else if (definition.kind !== Kind.FRAGMENT_DEFINITION) {
      refuseDocument('GRAPHQL_VALIDATION_FAILED', 'A document holds operations and fragments only.');
    }
  }
}

function mergeConflicts(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
  { reportedErrors, costedSelections }: EngineLimits,
): readonly GraphQLError[] {
  const bounds = { most: reportedErrors, looks: costedSelections };
  return (
    fieldConflicts(schema, operation, fragments, bounds) ??
    refuseDocument('OPERATION_TOO_LARGE', `The operation has more than ${costedSelections} selections to be merged.`, {
      limit: 'costedSelections',
      allowed: costedSelections,
    })
  );
}

/** graphql-js would make the value of such a variable the prototype of all others, and names left out would be found in it. */
function refuseProtoVariable({ definitions }: DocumentNode): void {
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (definition.variableDefinitions?.some(({ variable }) => variable.name.value === '__proto__')) {
      refuseDocument('GRAPHQL_VALIDATION_FAILED', 'No variable can have the name "__proto__".');
    }
  }
}

function refuseOversized(document: string, limits: EngineLimits): void {
  // A UTF-8 text has at least as many bytes as characters: no need to encode what is too long anyway.
  if (document.length > limits.documentBytes || Buffer.byteLength(document) > limits.documentBytes) {
    refuseDocument('OPERATION_TOO_LARGE', `The document is larger than ${limits.documentBytes} bytes.`, {
      limit: 'documentBytes',
      allowed: limits.documentBytes,
    });
  }
  if (document.length > limits.lines && lineBreaks(document) > limits.lines) {
    refuseDocument('OPERATION_TOO_LARGE', `The document has more than ${limits.lines} lines.`, {
      limit: 'lines',
      allowed: limits.lines,
    });
  }
  const nesting = bracketDepth(document);
  if (nesting > limits.nesting) {
    refuseDocument('OPERATION_TOO_DEEP', `The document nests deeper than ${limits.nesting} brackets.`, {
      limit: 'nesting',
      allowed: limits.nesting,
    });
  }
}

/** A document with the positions of its nodes, and a way to keep validation from reading the text for each of them. */
interface Located {
  readonly located: DocumentNode;
  /** Errors know their positions from here on; their lines are counted once they are all there. */
  readonly forgetText: () => void;
}

function parseBounded(document: string, limits: EngineLimits): Located {
  const source = new Source(document);
  try {
    return { located: parse(source, { maxTokens: limits.tokens }), forgetText: () => void (source.body = '') };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (/\d+ tokens/.test(error.message)) {
      refuseDocument('OPERATION_TOO_LARGE', `The document holds more than ${limits.tokens} tokens.`, {
        limit: 'tokens',
        allowed: limits.tokens,
      });
    }
    refuseWith('GRAPHQL_PARSE_FAILED', [error], document);
  }
}

function refuseTooMuch(size: OperationSize, limits: EngineLimits): void {
  if (size.depth > limits.depth) {
    refuseDocument('OPERATION_TOO_DEEP', `The operation is deeper than ${limits.depth} fields.`, {
      limit: 'depth',
      allowed: limits.depth,
    });
  }
  const counted = [
    ['selections', 'selections with its fragments written out'],
    ['aliases', 'aliases'],
    ['rootFields', 'root fields'],
  ] as const;
  for (const [limit, words] of counted) {
    if (size[limit] <= limits[limit]) continue;
    refuseDocument('OPERATION_TOO_LARGE', `The operation has more than ${limits[limit]} ${words}.`, {
      limit,
      allowed: limits[limit],
    });
  }
}

function chooseOperation(document: DocumentNode, operationName: string | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const named = operationName ? operations.filter((operation) => operation.name?.value === operationName) : operations;
  const chosen = named[0];
  if (!chosen) {
    refuseDocument('OPERATION_RESOLUTION_FAILURE', 'The document holds no operation of that name.');
  }
  if (named.length > 1) {
    refuseDocument('OPERATION_RESOLUTION_FAILURE', 'Name the operation to run: the document holds several.');
  }
  return chosen;
}
