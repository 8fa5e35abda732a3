import type { Clock } from '@lianxin/calendar';
import { openDb, type SchemaModule, statement } from '@lianxin/database';
import { type Consumer, type ConsumerDefinition, startConsumer } from '@lianxin/events';
import { createIntlFieldCipher } from '@lianxin/privacy';
import type { Subgraph } from '@lianxin/subgraph-kit';
import { mailAddresses } from './mail-addresses.js';
import { type MailOutbox, startMailOutbox } from './mail-outbox.js';
import { type MailOptions, smtpMailer } from './mailer.js';
import { CreateNotifications1768200000100 } from './migrations/1768200000100-create-notifications.js';
import { TellOfDuty1768200000200 } from './migrations/1768200000200-tell-of-duty.js';
import { TellOfPeriods1768500000002 } from './migrations/1768500000002-tell-of-periods.js';
import { TellOfEvaluations1769100000003 } from './migrations/1769100000003-tell-of-evaluations.js';
import { sweepNotifications, trimNotifications } from './notification.sql.js';
import {
  type NotificationParts,
  notificationsContext,
  type NotificationsContext,
  type VisibleSuggestions,
} from './notifications.context.js';
import { notificationsSchema } from './notifications.schema.js';
import { type NotifyOptions, notifyHandlers } from './notify.js';

/** What notifications keep in the database. */
export const notificationsModule: SchemaModule = {
  name: 'notifications',
  entities: [],
  migrations: [
    CreateNotifications1768200000100,
    TellOfDuty1768200000200,
    TellOfPeriods1768500000002,
    TellOfEvaluations1769100000003,
  ],
};

/** The consumer that tells people. Not a replica: what somebody has read comes from no event. */
export function notificationsConsumer(options: NotifyOptions): ConsumerDefinition {
  return { name: 'notifications', schema: notificationsModule.name, handlers: notifyHandlers(options) };
}

/** What notifications need. */
export interface NotificationsOptions {
  /** Address of the database as the role `lianxin_notifications`. */
  readonly databaseUrl: string;
  readonly clock: Clock;
  /** 32 bytes: wraps the keys of mail addresses. */
  readonly addressKey: Buffer;
  /** How mail goes out; none does unless told. */
  readonly mail?: MailOptions | undefined;
  readonly visible: VisibleSuggestions;
  readonly onError: (error: unknown) => void;
}

/** Notifications, running. */
export interface NotificationsSubgraph extends Subgraph<NotificationsContext> {
  /** Returns when everything in the log is told, and mail that is due was given to the server. */
  catchUp(): Promise<void>;
}

const sweepMs = 3_600_000;
const day = 86_400_000;
const mostOfAnAccount = 1_000;

/** Plan: the foreign key's rows go with their notifications; this ends what is left over of a long failure. */
const sweepMail = statement<never>(
  'notifications_sweep_mail',
  `delete from notifications.mail where created_at < $1 and status <> 'PENDING'`,
);

/** Opens the database of notifications; people are told from `start` on. */
export async function createNotificationsSubgraph(options: NotificationsOptions): Promise<NotificationsSubgraph> {
  const { databaseUrl, clock, onError, mail, visible } = options;
  const { name } = notificationsModule;
  const db = await openDb({ url: databaseUrl, schema: name, applicationName: 'lianxin notifications' });
  const cipher = createIntlFieldCipher({ activeKeyId: 'k1', keys: { k1: options.addressKey } });
  const mailer = mail && smtpMailer(mail);
  const addresses = mailer ? mailAddresses({ db, clock, cipher, mailer }) : null;
  const parts: NotificationParts = { db, clock, addresses, visible };
  let consumer: Consumer | undefined;
  let outbox: MailOutbox | undefined;
  let timer: NodeJS.Timeout | undefined;

  const sweep = async (): Promise<void> => {
    const before = (days: number): Date => new Date(clock.now().getTime() - days * day);
    await db.query(sweepNotifications, [before(90), before(180)]);
    await db.query(trimNotifications, [mostOfAnAccount]);
    await db.query(sweepMail, [before(30)]);
  };
  return {
    name,
    ...notificationsSchema(),
    db,
    createContext: (request) => notificationsContext(parts, request),
    async start() {
      const definition = notificationsConsumer({ clock, sendsMail: mailer !== undefined });
      consumer = await startConsumer({ ...definition, db, logUrl: databaseUrl, onError });
      if (mail && mailer && addresses) {
        const { publicUrl } = mail;
        outbox = await startMailOutbox({ db, clock, url: databaseUrl, mailer, addresses, publicUrl, onError });
      }
      // A sweep that fails is repeated by the next one; nothing depends on it but disk space.
      await sweep();
      timer = setInterval(() => void sweep().catch(onError), sweepMs).unref();
    },
    async catchUp() {
      await consumer?.catchUp();
      await outbox?.idle();
    },
    async stop() {
      clearInterval(timer);
      await outbox?.stop();
      mailer?.close();
      await consumer?.stop();
      await db.close();
    },
  };
}
