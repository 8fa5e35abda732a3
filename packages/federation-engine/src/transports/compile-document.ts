import {
  execute,
  isAbstractType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  validate,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { withTaking, type CoercedDocument, type CoercedValues, type Variables } from './coerced-values.js';
import { liftLiterals, variablesInLiterals } from './lifted-literals.js';
import { UnwrittenVariables } from './unwritten-variables.js';
import { writtenFields } from './written-fields.js';

/** A document ready to run against one schema. */
export interface CompiledDocument {
  readonly document: DocumentNode;
  /** @param event of a subscription: what its source brought, to make the result of */
  run(context: unknown, variables: Variables, event?: unknown): Promise<ExecutionResult> | ExecutionResult;
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
 * Fields that are written out for one document. A document of a client has some 50; each takes a tenth of a millisecond
 * to compile, while everybody else waits.
 */
const mostWritten = 120;

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
 * Makes the compiler of one schema: graphql-jit where it can and soon enough, graphql-js' `execute` where it cannot.
 * Documents are validated once, here, as a subgraph on its own server would: a fault of a plan shows at its source, the
 * same over both transports.
 */
export function createDocumentCompiler(schema: GraphQLSchema): (text: string) => CompiledDocument {
  let taking: GraphQLSchema | undefined;
  const extended = (): GraphQLSchema => (taking ??= withTaking(schema));
  const unwritten = resolvesTypesAsynchronously(schema) ? undefined : new UnwrittenVariables(schema, extended);
  return (text) => {
    const document = parse(text, { noLocation: true });
    const faults = validate(schema, document);
    if (faults.length > 0) return { document, run: () => ({ errors: faults }) };
    const written = unwritten && !isBeyondJit(document) && writtenFields(schema, document) <= mostWritten;
    const interpret = (): CompiledDocument => interpreted(schema, document, liftLiterals(schema, extended, document));
    const compiled = written && compiledByJit(schema, document, unwritten.takeOut(document));
    return compiled ? whereGiven(variablesInLiterals(document), compiled, interpret) : interpret();
  };
}

function compiledByJit(
  schema: GraphQLSchema,
  document: DocumentNode,
  coerced: CoercedDocument | undefined,
): CompiledDocument | undefined {
  try {
    const compiled = compileQuery(coerced?.schema ?? schema, coerced?.document ?? document);
    if (!isCompiledQuery(compiled)) return undefined;
    if (!coerced) return { document, run: (context, variables, event) => compiled.query(event, context, variables) };
    return {
      document,
      run(context, variables, event) {
        const { values, errors } = coerced.valuesOf(variables);
        return errors ? { errors } : compiled.query(event, context, values);
      },
    };
  } catch {
    // Whatever jit cannot compile, the interpreter can run or refuse with a proper message.
    return undefined;
  }
}

/**
 * Of a variable without a value inside an object or a list, graphql-jit makes null: where the field would be left out, and
 * where no null may be. Such runs go another way.
 */
function whereGiven(
  names: readonly string[],
  compiled: CompiledDocument,
  otherwise: () => CompiledDocument,
): CompiledDocument {
  if (names.length === 0) return compiled;
  let other: CompiledDocument | undefined;
  return {
    document: compiled.document,
    run(context, variables, event) {
      const given = names.every((name) => variables[name] !== undefined && variables[name] !== null);
      return (given ? compiled : (other ??= otherwise())).run(context, variables, event);
    },
  };
}

function interpreted(
  schema: GraphQLSchema,
  document: DocumentNode,
  coerced: CoercedDocument<CoercedValues | undefined> | undefined,
): CompiledDocument {
  return {
    document,
    run(contextValue, variableValues, rootValue) {
      const read = coerced?.valuesOf(variableValues);
      if (!coerced || !read) return execute({ schema, document, rootValue, contextValue, variableValues });
      if (read.errors) return { errors: read.errors };
      return execute({
        schema: coerced.schema,
        document: coerced.document,
        rootValue,
        contextValue,
        variableValues: read.values,
      });
    },
  };
}
