import {
  execute,
  isAbstractType,
  isObjectType,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
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
    return (jit && compiledByJit(schema, document)) || interpreted(schema, document);
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
