import { GraphQLError, Source, type GraphQLErrorExtensions } from 'graphql';

/** Codes of a document that is refused before a subgraph is called. */
export type RefusedCode =
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'OPERATION_TOO_LARGE'
  | 'OPERATION_TOO_DEEP'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'OPERATION_NOT_PLANNABLE';

/** Thrown inside `prepare` and turned into `Prepared.errors` there; nothing else catches it. */
export class DocumentRefused extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super(errors[0]?.message);
  }
}

/** Refuses for one reason. */
export function refuseDocument(code: RefusedCode, message: string, extensions?: GraphQLErrorExtensions): never {
  throw new DocumentRefused([new GraphQLError(message, { extensions: { code, ...extensions } })]);
}

/**
 * Copies of parser and validator errors that are fit for a cache and for a client: no syntax tree behind them (a cached
 * refusal must stay small) and no guesses at names (hints would tell a stranger the schema).
 */
export function refuseWith(code: RefusedCode, errors: readonly GraphQLError[], document: string): never {
  const source = new Source(document);
  throw new DocumentRefused(
    errors.map(
      (error) =>
        new GraphQLError(withoutHints(error.message), { source, positions: error.positions, extensions: { code } }),
    ),
  );
}

/** The message without graphql-js' "Did you mean …?". */
export function withoutHints(message: string): string {
  return message.replace(/ Did you mean [^]*\?$/, '');
}
