import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@lianxin/calendar';
import { type Db, statement } from '@lianxin/database';
import { refuse, type RefusalReason } from '@lianxin/errors';
import type { FieldCipher } from '@lianxin/privacy';
import type { Mailer } from './mailer.js';

interface AddressRow {
  readonly account_id: string;
  readonly wrapped_key: string;
  readonly address: string;
  readonly confirmed_at: Date | null;
  readonly code_hash: Buffer | null;
  readonly code_sent_at: Date;
  readonly code_attempts: number;
}

/** Plan: primary key. */
const addressOf = statement<AddressRow>(
  'notifications_address_of',
  'select m.* from notifications.mail_address m where m.account_id = $1::uuid',
);

/**
 * A new address, unconfirmed, unless a code was sent a moment ago. Parameters: account, wrapped key, sealed address, hash
 * of the code, now, a minute ago.
 */
const proposeAddress = statement<{ account_id: string }>(
  'notifications_propose_address',
  `insert into notifications.mail_address as m
     (account_id, wrapped_key, address, confirmed_at, code_hash, code_sent_at, code_attempts)
   values ($1::uuid, $2, $3, null, $4::bytea, $5, 0)
   on conflict (account_id) do update set wrapped_key = excluded.wrapped_key, address = excluded.address,
     confirmed_at = null, code_hash = excluded.code_hash, code_sent_at = excluded.code_sent_at, code_attempts = 0
   where m.code_sent_at <= $6 returning account_id`,
);

/** Counts a try before the code is looked at, so that many at once win nothing. Parameters: account, oldest, tries. */
const tryCode = statement<AddressRow>(
  'notifications_try_code',
  `update notifications.mail_address set code_attempts = code_attempts + 1
   where account_id = $1::uuid and code_hash is not null and code_sent_at > $2 and code_attempts < $3 returning *`,
);

const confirmAddress = statement<never>(
  'notifications_confirm_address',
  `update notifications.mail_address set confirmed_at = $2, code_hash = null where account_id = $1::uuid
     and code_hash = $3::bytea`,
);

const forgetAddress = statement<never>(
  'notifications_forget_address',
  'delete from notifications.mail_address where account_id = $1::uuid',
);

const minute = 60_000;
const codeLifeMs = 15 * minute;
const mostTries = 5;
const longestAddress = 254;
/** What every mail server understands, without quoted names, comments or line breaks. */
const addressForm = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

const context = (accountId: string): string => `notifications:mail:${accountId}`;
const hashOf = (accountId: string, code: string): Buffer =>
  createHash('sha256').update(`${accountId}.${code}`).digest();

/** Where people want their mail: sealed in the database, and theirs only once a code sent there has come back. */
export interface MailAddresses {
  /** Sends a code to an address that takes the place of the one before; null when it was sent. */
  propose(accountId: string, address: string): Promise<RefusalReason | null>;
  /** Confirms the address with its code; null when it is confirmed. */
  confirm(accountId: string, code: string): Promise<RefusalReason | null>;
  /** Ends all mail to an account. */
  forget(accountId: string): Promise<void>;
  /** The address and whether it is confirmed. */
  of(accountId: string): Promise<{ readonly address: string; readonly isConfirmed: boolean } | null>;
}

/** What addresses work with. */
export interface MailAddressParts {
  readonly db: Db;
  readonly clock: Clock;
  readonly cipher: FieldCipher;
  readonly mailer: Mailer;
}

export function mailAddresses({ db, clock, cipher, mailer }: MailAddressParts): MailAddresses {
  return {
    async propose(accountId, text) {
      const address = text.trim();
      if (address.length > longestAddress || !addressForm.test(address)) return refuse('MAIL_ADDRESS_INVALID');
      const now = clock.now();
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const { wrapped } = cipher.createPersonKey();
      const sealed = cipher.seal(wrapped, address, context(accountId));
      const before = new Date(now.getTime() - minute);
      const proposed = await db.query(proposeAddress, [
        accountId,
        wrapped,
        sealed,
        hashOf(accountId, code),
        now,
        before,
      ]);
      if (proposed.length === 0) return refuse('MAIL_CODE_TOO_SOON');
      await mailer.sendCode(address, code);
      return null;
    },
    async confirm(accountId, code) {
      const now = clock.now();
      const [row] = await db.query(tryCode, [accountId, new Date(now.getTime() - codeLifeMs), mostTries]);
      const hash = hashOf(accountId, code.trim());
      if (!row?.code_hash || !timingSafeEqual(row.code_hash, hash)) return refuse('MAIL_CODE_WRONG');
      await db.query(confirmAddress, [accountId, now, hash]);
      return null;
    },
    async forget(accountId) {
      await db.query(forgetAddress, [accountId]);
    },
    async of(accountId) {
      const [row] = await db.query(addressOf, [accountId]);
      if (row === undefined) return null;
      const address = cipher.open(row.wrapped_key, row.address, context(accountId));
      return { address, isConfirmed: row.confirmed_at !== null };
    },
  };
}
