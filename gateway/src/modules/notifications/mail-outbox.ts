import type { Clock } from '@lianxin/calendar';
import { type Db, statement } from '@lianxin/database';
import { startLeader } from '@lianxin/events';
import type { MailAddresses } from './mail-addresses.js';
import type { Mailer } from './mailer.js';
import { NotificationKind } from './notification.row.js';

interface DueMail {
  readonly id: number;
  readonly account_id: string;
  readonly attempts: number;
  readonly notification_id: number;
  readonly kind: NotificationKind;
  readonly number: string | null;
  readonly subject_id: string;
  readonly read_at: Date | null;
}

/** Plan: a range of mail_due, then primary keys. Parameters: now, limit. */
const dueMail = statement<DueMail>(
  'notifications_due_mail',
  `select m.id, m.account_id, m.attempts, m.notification_id, n.kind, n.number, n.subject_id, n.read_at
   from notifications.mail m join notifications.notification n on n.id = m.notification_id
   where m.status = 'PENDING' and m.next_at <= $1 order by m.next_at, m.id limit $2`,
);

/** Parameters: mail, status, when next, fault. */
const settleMail = statement<never>(
  'notifications_settle_mail',
  'update notifications.mail set status = $2, attempts = attempts + 1, next_at = $3, fault = $4 where id = $1',
);

/** Any fixed number will do: it stands for "sends the mail of this database". */
const mailLock = 7_236_033;
const batch = 20;
const minute = 60_000;
/** Pauses after failures: a day and a half in all. A mail that is older than that is no news. */
const pausesMs = [minute, 5 * minute, 30 * minute, 2 * 60 * minute, 8 * 60 * minute, 24 * 60 * minute];
const longestFault = 500;

/** Where a link leads: the page of the subject. */
const pages: Readonly<Record<NotificationKind, string>> = {
  [NotificationKind.SUGGESTION_MOVED]: 'suggestions',
  [NotificationKind.WEBHOOK_DISABLED]: 'webhooks',
  [NotificationKind.OBJECTION_ANSWERED]: 'index-objections',
  [NotificationKind.DUTY_RECORD_DECIDED]: 'duty-records',
  [NotificationKind.INDEX_PERIOD_SHOWN]: 'index-periods',
  [NotificationKind.INDEX_PERIOD_FROZEN]: 'index-periods',
  [NotificationKind.EVALUATION_CLOSED]: 'evaluations',
};

/** What sends the mail. */
export interface MailOutbox {
  /** Returns when no mail is due. Only where this process sends. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** How to run it. */
export interface MailOutboxOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly url: string;
  readonly mailer: Mailer;
  readonly addresses: MailAddresses;
  readonly publicUrl: string;
  readonly onError: (error: unknown) => void;
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, longestFault);

/**
 * Sends what waits, one process at a time (`startLeader`). A mail is marked after the server took it: one that ends in
 * between sends it again, under the same Message-ID. What was read in the app meanwhile is not sent.
 */
export async function startMailOutbox(options: MailOutboxOptions): Promise<MailOutbox> {
  const { db, clock, mailer, addresses, publicUrl } = options;
  let waiting: (() => void)[] = [];

  const send = async (mail: DueMail): Promise<string | null> => {
    if (mail.read_at !== null) return 'read before it was sent';
    const to = await addresses.of(mail.account_id);
    if (!to?.isConfirmed) return 'no confirmed address any more';
    const link = new URL(`${pages[mail.kind]}/${encodeURIComponent(mail.subject_id)}`, publicUrl).href;
    await mailer.sendNotice(to.address, { id: mail.notification_id, number: mail.number, link });
    return null;
  };
  const attempt = async (mail: DueMail): Promise<void> => {
    const now = clock.now();
    try {
      const passedOver = await send(mail);
      await db.query(settleMail, [mail.id, passedOver === null ? 'SENT' : 'PASSED_OVER', now, passedOver]);
    } catch (error) {
      options.onError(error);
      const pause = pausesMs[mail.attempts];
      const status = pause === undefined ? 'FAILED' : 'PENDING';
      await db.query(settleMail, [mail.id, status, new Date(now.getTime() + (pause ?? 0)), reasonOf(error)]);
    }
  };
  const leader = await startLeader({
    url: options.url,
    name: 'lianxin mail',
    lock: mailLock,
    pollMs: 1_000,
    onError: options.onError,
    async step() {
      const asked = waiting;
      const due = await db.query(dueMail, [clock.now(), batch]);
      for (const mail of due) await attempt(mail);
      if (due.length > 0) return true;
      waiting = waiting.filter((each) => !asked.includes(each));
      for (const done of asked) done();
      return false;
    },
  });
  return {
    idle() {
      const idle = new Promise<void>((resolve) => (waiting = [...waiting, resolve]));
      leader.ring();
      return idle;
    },
    stop: () => leader.stop(),
  };
}
