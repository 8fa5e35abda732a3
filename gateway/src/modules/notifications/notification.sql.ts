import { statement } from '@lianxin/database';
import type { NotificationRow } from './notification.row.js';

/**
 * Tells every account concerned, and puts a mail for each that has a confirmed address into the outbox. An account hears
 * of an event once, whatever its parts in it, and nobody of what they did themselves. Answers who was told, in the order
 * of their ids.
 * Plan: an index range of account_grant for each kind of place, primary keys for accounts and addresses.
 * Parameters: station, units, deputies, regions of offices, regions of inspectors, accounts, who acted, event, kind,
 * subject, number, action, status, when, whether mail goes out, now, period.
 */
export const tellConcerned = statement<{ account_id: string }>(
  'notifications_tell',
  `with concerned as (
     select account_id from identity.account_grant where role = 'LIAISON_OFFICER' and station_id = $1
     union select account_id from identity.account_grant where role = 'UNIT_CLERK' and unit_id = any($2::text[])
     union select account_id from identity.account_grant where role = 'REPRESENTATIVE' and representative_id = any($3::text[])
     union select account_id from identity.account_grant where role = 'OFFICE_CLERK' and region_code = any($4::text[])
     union select account_id from identity.account_grant where role = 'INSPECTOR' and region_code = any($5::text[])
     union select id from unnest($6::uuid[]) id),
   told as (
     insert into notifications.notification (account_id, event_id, kind, subject_id, number, action, to_status, at, period)
     select a.id, $8::uuid, $9, $10, $11, $12, $13, $14::timestamptz, $17::jsonb
     from concerned c join identity.account a on a.id = c.account_id
     where a.disabled_at is null and a.id is distinct from $7::uuid
     order by a.id
     on conflict do nothing returning id, account_id),
   mailed as (
     insert into notifications.mail (notification_id, account_id, status, attempts, next_at, created_at)
     select t.id, t.account_id, 'PENDING', 0, $16::timestamptz, $16::timestamptz
     from told t join notifications.mail_address m on m.account_id = t.account_id
     where $15::boolean and m.confirmed_at is not null)
   select account_id from told order by account_id`,
);

/** What an account was told of an event. Plan: the unique index of both. Parameters: account, event. */
export const notificationAbout = statement<NotificationRow>(
  'notifications_about',
  'select n.* from notifications.notification n where n.account_id = $1::uuid and n.event_id = $2::uuid',
);

/** Newest first. Plan: a range of notification_of_account, or of notification_unread. Parameters: account, before, limit. */
export const notificationPage = statement<NotificationRow>(
  'notifications_page',
  `select n.* from notifications.notification n where n.account_id = $1::uuid and n.id < $2 order by n.id desc limit $3`,
);

/** The same of those that nobody read. */
export const unreadPage = statement<NotificationRow>(
  'notifications_unread_page',
  `select n.* from notifications.notification n
   where n.account_id = $1::uuid and n.read_at is null and n.id < $2 order by n.id desc limit $3`,
);

/** Plan: notification_of_account, which retention bounds. */
export const notificationCount = statement<{ count: number }>(
  'notifications_count',
  'select count(*)::int as count from notifications.notification where account_id = $1::uuid',
);

/** Plan: notification_unread alone. */
export const unreadCount = statement<{ count: number }>(
  'notifications_unread_count',
  'select count(*)::int as count from notifications.notification where account_id = $1::uuid and read_at is null',
);

/** Plan: primary keys. Parameters: account, ids, now. */
export const markRead = statement<never>(
  'notifications_mark_read',
  `update notifications.notification set read_at = $3
   where account_id = $1::uuid and id = any($2::bigint[]) and read_at is null`,
);

/** Plan: a range of notification_unread. Parameters: account, the newest of them, now. */
export const markReadUpTo = statement<never>(
  'notifications_mark_read_up_to',
  `update notifications.notification set read_at = $3 where account_id = $1::uuid and id <= $2 and read_at is null`,
);

/** Plan: a range of notification_at. Parameters: age of what was read, of all. */
export const sweepNotifications = statement<never>(
  'notifications_sweep',
  'delete from notifications.notification where at < $1 and (read_at is not null or at < $2)',
);

/** Keeps the newest of each account. Plan: one walk of notification_of_account. Parameters: how many. */
export const trimNotifications = statement<never>(
  'notifications_trim',
  `delete from notifications.notification n using (
     select account_id, (array_agg(id order by id desc))[$1::int + 1] as oldest
     from notifications.notification group by account_id having count(*) > $1::int) bound
   where n.account_id = bound.account_id and n.id <= bound.oldest`,
);
