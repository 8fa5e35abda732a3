import { AppError, appErrors, messageOf, operatorCodes, type AppErrorCode } from '@lianxin/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { RequestContext } from './request-context.js';

/** Codes of GraphQL itself and of the engine: their messages are made for the client. */
const publicCode = /^(GRAPHQL_|OPERATION_|SUBGRAPH_|BAD_USER_INPUT$|PERSISTED_QUERY_)/;

function isAppErrorCode(code: unknown): code is AppErrorCode {
  return typeof code === 'string' && code in appErrors;
}

/**
 * The answer to a thrown error: an AppError in the reader's language with its code; what GraphQL or the engine said of
 * the request; anything else masked. What concerns who runs the platform is UNAVAILABLE to a client: it would tell where the
 * database is, and not that a later repetition helps. `report` receives what was masked, for the log.
 */
export function errorAnswer(
  error: GraphQLError | GraphQLFormattedError,
  context: Pick<RequestContext, 'locale' | 'requestId'>,
  report: (cause: unknown) => void,
): GraphQLFormattedError {
  const { path, locations } = error;
  const { details, ...extensions }: Record<string, unknown> = { ...error.extensions };
  const cause = error instanceof GraphQLError ? error.originalError : undefined;
  const answer = (message: string, code: string): GraphQLFormattedError => ({
    message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { ...extensions, code, requestId: context.requestId },
  });
  const code = cause instanceof AppError ? cause.code : extensions['code'];
  if (typeof code === 'string' && operatorCodes.has(code)) {
    report(cause ?? error);
    return answer(messageOf('UNAVAILABLE', context.locale), 'UNAVAILABLE');
  }
  if (details !== undefined) extensions['details'] = details;
  if (cause instanceof AppError) return answer(cause.messageIn(context.locale), cause.code);
  // Already answered by a subgraph over HTTP, or raised as a GraphQLError by a scalar: the message is its own.
  if (isAppErrorCode(code) && code !== 'INTERNAL') return answer(error.message, code);
  if (typeof code === 'string' && publicCode.test(code)) return answer(error.message, code);
  if (!cause && extensions['code'] === undefined && error instanceof GraphQLError) {
    return answer(error.message, 'GRAPHQL_VALIDATION_FAILED');
  }
  if (code !== 'INTERNAL') report(cause ?? error);
  return answer(messageOf('INTERNAL', context.locale), 'INTERNAL');
}
