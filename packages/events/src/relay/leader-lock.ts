import { statement } from '@lianxin/database';

/** Any fixed number will do: it stands for "leads the relay of this database". */
export const leaderLock = 7_236_002;

/** Asks for it; which session asks. */
export const tryLead = statement<{ leads: boolean; session: number }>(
  'relay_try_lead',
  'select pg_try_advisory_lock($1) as leads, pg_backend_pid() as session',
);
