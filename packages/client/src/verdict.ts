import { type AnsweredError, codeOf } from './request-error.js';

/**
 * What becomes of a stream:
 * `again` at once, `later` after a pause, `doubtful` the same but not for ever, `renew` with another token, `resync` from
 * the cursor of the error, `final` never.
 */
export type Verdict = 'again' | 'later' | 'doubtful' | 'renew' | 'resync' | 'final';

const byCode: Readonly<Record<string, Verdict>> = {
  SESSION_ENDED: 'renew',
  UNAUTHENTICATED: 'renew',
  RESYNC: 'resync',
  UNAVAILABLE: 'later',
  TOO_MANY_REQUESTS: 'later',
  SUBGRAPH_UNAVAILABLE: 'later',
  INTERNAL: 'doubtful',
};

/** The verdict on errors that ended a stream. Without a token there is none to renew. */
export function verdictOfErrors(errors: readonly AnsweredError[], hadToken: boolean): Verdict {
  const verdict = byCode[codeOf(errors)] ?? 'final';
  return verdict === 'renew' && !hadToken ? 'final' : verdict;
}

/**
 * Close codes that another socket would meet again. RFC 6455: protocol error, unsupported data, broken text, policy, too
 * big, missing extension. graphql-ws: bad response, bad request, used out of turn, another protocol, identifier taken.
 */
const finalCloseCodes = new Set([1002, 1003, 1007, 1008, 1009, 1010, 4004, 4400, 4401, 4406, 4409]);
const forbidden = 4403;
/** Too many messages in a minute. */
export const tooMany = 4429;

/** The verdict on a close code. */
export function verdictOfClose(code: number, hadToken: boolean): Verdict {
  if (code === forbidden) return hadToken ? 'renew' : 'final';
  return finalCloseCodes.has(code) ? 'final' : 'again';
}
