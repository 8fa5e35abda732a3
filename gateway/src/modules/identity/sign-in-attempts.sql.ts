import { statement } from '@lianxin/database';

/** Failures in a row after which a user name is locked. */
const failuresBeforeLock = 5;
/** How long it is locked, and how long a failure counts. */
export const lockMs = 15 * 60_000;

/**
 * Counts an attempt as failed before the password is looked at, and takes nothing back but by a success: however many
 * requests or aliases arrive at once, no more than five passwords are tried. Counted by user name, known or not, so that
 * a lock does not tell which accounts exist. No row comes back while the name is locked.
 * Plan: an upsert by primary key.
 * Parameters: user name, now, now + 15 min, now - 15 min.
 */
export const reserveAttempt = statement<{ failures: number }>(
  'identity_reserve_attempt',
  `insert into identity.sign_in_lock as l (username, failures, last_at, locked_until)
   values ($1, 1, $2, null)
   on conflict (username) do update set
     failures = case when l.last_at < $4 or l.locked_until is not null then 1 else l.failures + 1 end,
     last_at = $2,
     locked_until = case
       when l.last_at >= $4 and l.locked_until is null and l.failures + 1 >= ${failuresBeforeLock} then $3::timestamptz
       end
   where l.locked_until is null or l.locked_until <= $2
   returning failures`,
);

/** When a locked name can try again. Plan: primary key. */
export const lockedUntil = statement<{ locked_until: Date | null }>(
  'identity_locked_until',
  `select locked_until from identity.sign_in_lock where username = $1`,
);

/** A success forgives the failures before it. Plan: primary key. */
export const forgiveAttempts = statement(
  'identity_forgive_attempts',
  `delete from identity.sign_in_lock where username = $1`,
);

/**
 * The record of an attempt, kept for the auditor (审计). Plan: insert.
 * Parameters: user name, account or null, outcome, now, request id.
 */
export const recordAttempt = statement(
  'identity_record_attempt',
  `insert into identity.sign_in_attempt (username, account_id, outcome, at, request_id) values ($1, $2, $3, $4, $5)`,
);
