import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { locator } from './locate.js';
import { publicMessage } from './public-message.js';

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

/** Thrown while planning and turned into an answer by who waits for it; the next who asks plans again. */
export class PlanningPostponed extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super(errors[0]?.message);
  }
}

/** Plans nothing now, for a reason that will pass. */
export function postpone(code: 'UNAVAILABLE' | 'REQUEST_CANCELLED', message: string): never {
  throw new PlanningPostponed([new GraphQLError(message, { extensions: { code } })]);
}

/** Refuses for one reason. */
export function refuseDocument(code: RefusedCode, message: string, extensions?: GraphQLErrorExtensions): never {
  throw new DocumentRefused([new GraphQLError(message, { extensions: { code, ...extensions } })]);
}

/**
 * Copies of parser and validator errors that are fit for a cache and for a client: no syntax tree and no text behind them
 * (a cached refusal must stay small), and no more words than a reader needs.
 */
export function refuseWith(code: RefusedCode, errors: readonly GraphQLError[], document: string): never {
  const locate = locator(document);
  throw new DocumentRefused(
    errors.map((error) => {
      const copy = new GraphQLError(publicMessage(error.message), { extensions: { code } });
      return error.positions ? Object.assign(copy, { locations: error.positions.map(locate) }) : copy;
    }),
  );
}
