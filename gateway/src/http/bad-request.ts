import type { GraphQLFormattedError } from 'graphql';

/** Codes of a request that names no document, one beyond the limits, or one that is not registered. */
const badRequestCode = /^(OPERATION_|DOCUMENT_|INVALID_INPUT$)/;

/** Whether an operation that was never executed is a bad request to everybody, whichever media type they read. */
export function isBadRequest(errors: readonly Pick<GraphQLFormattedError, 'extensions'>[] | undefined): boolean {
  const code = errors?.[0]?.extensions?.['code'];
  return typeof code === 'string' && badRequestCode.test(code);
}
