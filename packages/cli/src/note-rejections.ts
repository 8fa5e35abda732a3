import type { Log } from '@lianxin/gateway';

/**
 * Notes a rejection that nobody handles and goes on. By Node's default it ends the process, and a list of which one item
 * fails at once and another later is enough: graphql-js then answers with the first failure and leaves the second behind.
 */
export function noteRejections(log: Log): void {
  process.on('unhandledRejection', (cause) => log.error('process.unhandled_rejection', { cause }));
}
