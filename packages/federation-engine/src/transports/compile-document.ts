import {
  execute,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  typeFromAST,
  validate,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLInputObjectType,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';

/** A document ready to run against one schema. */
export interface CompiledDocument {
  readonly document: DocumentNode;
  run(context: unknown, variables: Record<string, unknown>): Promise<ExecutionResult> | ExecutionResult;
}

const AsyncFunction = (async () => undefined).constructor;

/** graphql-jit resolves abstract types synchronously, so a schema that cannot keep to that runs on graphql-js. */
function resolvesTypesAsynchronously(schema: GraphQLSchema): boolean {
  return Object.values(schema.getTypeMap()).some(
    (type) =>
      (isAbstractType(type) && type.resolveType instanceof AsyncFunction) ||
      (isObjectType(type) && type.isTypeOf instanceof AsyncFunction),
  );
}

/**
 * Does a variable have an input type that holds itself? graphql-jit writes the coercion of variables out field by field
 * and for such a type never comes to an end (measured: half a minute until the stack is used up).
 */
function hasRecursiveVariable(schema: GraphQLSchema, document: DocumentNode): boolean {
  const finished = new Set<GraphQLInputObjectType>();
  const recurs = (type: GraphQLInputObjectType, within: ReadonlySet<GraphQLInputObjectType>): boolean => {
    if (within.has(type)) return true;
    if (finished.has(type)) return false;
    const path = new Set([...within, type]);
    for (const field of Object.values(type.getFields())) {
      const inner = getNamedType(field.type);
      if (isInputObjectType(inner) && recurs(inner, path)) return true;
    }
    finished.add(type);
    return false;
  };
  return document.definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      (definition.variableDefinitions ?? []).some((variable) => {
        const type = getNamedType(typeFromAST(schema, variable.type));
        return isInputObjectType(type) && recurs(type, new Set());
      }),
  );
}

/**
 * Two things graphql-jit gets wrong. It notes conditions at the node of a field, so that of two selections of one field
 * the conditions of one decide for both (the engine's own documents have none). And an argument that cannot be coerced
 * ends a series of mutations without a word.
 */
function isBeyondJit(document: DocumentNode): boolean {
  let conditional = false;
  let mutates = false;
  visit(document, {
    Directive: ({ name }) => {
      if (name.value === 'skip' || name.value === 'include') conditional = true;
    },
    OperationDefinition: ({ operation, selectionSet: { selections } }) => {
      if (operation !== OperationTypeNode.MUTATION) return;
      if (selections.length > 1 || selections[0]?.kind !== Kind.FIELD) mutates = true;
    },
  });
  return conditional || mutates;
}

/**
 * Makes the compiler of one schema: graphql-jit where it can, graphql-js' `execute` where it cannot. Documents are
 * validated once, here, as a subgraph on its own server would: a fault of a plan shows at its source, the same over
 * both transports.
 */
export function createDocumentCompiler(schema: GraphQLSchema): (text: string) => CompiledDocument {
  const jit = !resolvesTypesAsynchronously(schema);
  return (text) => {
    const document = parse(text, { noLocation: true });
    const faults = validate(schema, document);
    if (faults.length > 0) return { document, run: () => ({ errors: faults }) };
    return (
      (jit && !isBeyondJit(document) && !hasRecursiveVariable(schema, document) && compiledByJit(schema, document)) ||
      interpreted(schema, document)
    );
  };
}

function compiledByJit(schema: GraphQLSchema, document: DocumentNode): CompiledDocument | undefined {
  try {
    const compiled = compileQuery(schema, document);
    if (!isCompiledQuery(compiled)) return undefined;
    return { document, run: (context, variables) => compiled.query(undefined, context, variables) };
  } catch {
    // Whatever jit cannot compile, the interpreter can run or refuse with a proper message.
    return undefined;
  }
}

function interpreted(schema: GraphQLSchema, document: DocumentNode): CompiledDocument {
  return {
    document,
    run: (contextValue, variableValues) => execute({ schema, document, contextValue, variableValues }),
  };
}
