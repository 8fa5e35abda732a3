import { AppError, messageOf } from '@lianxin/errors';
import { GraphQLError } from 'graphql';

/** Decides what of a resolver's error leaves the subgraph. */
export type FormatError = (error: GraphQLError) => GraphQLError;

/**
 * What a subgraph in this process tells of an error: a thrown `AppError` with its code and details, a thrown
 * `GraphQLError` (or one of GraphQL itself) as it is, and anything else as an internal error without its message.
 */
export const maskError: FormatError = (error) => {
  const original = originalOf(error);
  if (original === undefined || original instanceof GraphQLError) return error;
  if (original instanceof AppError) {
    return withExtensions(error, original.message, { code: original.code, details: original.details });
  }
  return withExtensions(error, messageOf('INTERNAL', 'en'), { code: 'INTERNAL' });
};

function withExtensions(error: GraphQLError, message: string, extensions: Record<string, unknown>): GraphQLError {
  return new GraphQLError(message, { path: error.path, originalError: error.originalError, extensions });
}

/** The error behind the errors: graphql-js wraps what resolvers throw. */
function originalOf(error: GraphQLError): Error | undefined {
  let original: Error | undefined = error.originalError;
  while (original instanceof GraphQLError && original.originalError) original = original.originalError;
  return original;
}
