import { statement } from '@lianxin/database';

/** Starts a session with its first refresh token. Parameters: session, account, now, token hash, token's end. */
export const insertSession = statement(
  'identity_insert_session',
  `with started as (
     insert into identity.session (id, account_id, created_at, expires_at)
     values ($1::uuid, $2::uuid, $3, $5) returning id)
   insert into identity.refresh_token (hash, session_id, issued_at, expires_at)
   select $4::bytea, id, $3, $5 from started`,
);

/** A presented refresh token with its session. Locks the session, so that two uses of one token come one after the other. */
export interface PresentedToken {
  readonly session_id: string;
  readonly account_id: string;
  readonly used_at: Date | null;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
}

/** Plan: primary key of the token, then of the session. Parameters: token hash. */
export const lockPresentedToken = statement<PresentedToken>(
  'identity_lock_presented_token',
  `select t.session_id, s.account_id, t.used_at, t.expires_at, s.revoked_at
   from identity.refresh_token t join identity.session s on s.id = t.session_id
   where t.hash = $1::bytea for update`,
);

/** Puts a new token in the place of a used one. Parameters: used hash, new hash, session, now, new token's end. */
export const rotateToken = statement(
  'identity_rotate_token',
  `with used as (
     update identity.refresh_token set used_at = $4 where hash = $1::bytea),
   extended as (
     update identity.session set expires_at = $5 where id = $3::uuid)
   insert into identity.refresh_token (hash, session_id, issued_at, expires_at) values ($2::bytea, $3::uuid, $4, $5)`,
);

/** Ends one session; no row when it had ended. Parameters: session, now. */
export const revokeSession = statement<{ id: string; account_id: string }>(
  'identity_revoke_session',
  `update identity.session set revoked_at = $2 where id = $1::uuid and revoked_at is null returning id, account_id`,
);

/** Ends every session of an account. Plan: index on account_id. Parameters: account, now. */
export const revokeSessionsOf = statement<{ id: string; account_id: string }>(
  'identity_revoke_sessions_of',
  `update identity.session set revoked_at = $2 where account_id = $1::uuid and revoked_at is null returning id, account_id`,
);

/** Sessions that ended since an instant. Plan: partial index on revoked_at. */
export const revokedSince = statement<{ id: string }>(
  'identity_revoked_since',
  `select id from identity.session where revoked_at >= $1`,
);

/** Accounts whose grants changed since an instant. Plan: sequential, once at the start. */
export const grantsChangedSince = statement<{ id: string; grants_version: number }>(
  'identity_grants_changed_since',
  `select id, grants_version from identity.account where grants_changed_at >= $1`,
);

/** Forgets sessions that nobody can continue. Plan: index on expires_at; tokens go by cascade. */
export const sweepSessions = statement('identity_sweep_sessions', `delete from identity.session where expires_at < $1`);

/** Forgets locks that hold nobody any more. Plan: index on last_at. */
export const sweepLocks = statement('identity_sweep_locks', `delete from identity.sign_in_lock where last_at < $1`);
