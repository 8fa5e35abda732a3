import { type AppErrorCode, appErrors, messageOf, type MessageDetails } from '@lianxin/errors';
import { errorAnswer } from '@lianxin/subgraph-kit';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { GatewayRequest } from '../guard/gateway-request.js';
import type { Log } from '../log.js';

/**
 * The message of an AppError that a subgraph in this process raised, in the caller's language. It comes here with its
 * code and details only; a subgraph behind HTTP has rendered its message already and sends no details. A field that the
 * engine itself keeps closed comes with its coordinate.
 */
function inCallersLanguage({ extensions = {} }: GraphQLFormattedError, request: GatewayRequest): string | undefined {
  const { code, coordinate, details = coordinate === undefined ? undefined : {} } = extensions;
  if (typeof code !== 'string' || !Object.hasOwn(appErrors, code)) return undefined;
  if (typeof details !== 'object' || details === null) return undefined;
  return messageOf(code as AppErrorCode, request.locale, details as MessageDetails);
}

/** One error as the client gets it; whatever is masked is in the log with the request's id. */
export function answerError(
  error: GraphQLError | GraphQLFormattedError,
  request: GatewayRequest,
  log: Log,
): GraphQLFormattedError {
  const answer = errorAnswer(error, request, (cause) => {
    log.error('operation.failed', { requestId: request.requestId, path: error.path, cause });
  });
  const message = inCallersLanguage(answer, request);
  if (message === undefined) return answer;
  const { details: _, ...extensions } = answer.extensions ?? {};
  return { ...answer, message, extensions };
}

/** A result whose errors are fit for the client; its data stay what they are. */
export function answerResult<Data>(
  { errors, ...rest }: { readonly data?: Data; readonly errors?: readonly GraphQLError[] },
  request: GatewayRequest,
  log: Log,
): { data?: Data; errors?: GraphQLFormattedError[] } {
  if (!errors || errors.length === 0) return rest;
  return { errors: errors.map((error) => answerError(error, request, log)), ...rest };
}
