import type { CrashWorld } from '../world/crash-world.js';

/** What is kept of an account's notifications, at most: of one that has as many, older ones may be gone. */
const kept = 1_000;

/** Every notification has rung at its account once, and nothing rang for which there is none. */
export async function notificationFaults({ admin }: CrashWorld): Promise<string[]> {
  const [row] = await admin.queryText<Record<'silent' | 'repeated' | 'hollow', number>>(
    `with rung as (
       select causation_id as event_id, topic, count(*) as times
       from events.log, unnest(topics) topic where type = 'notification.received' group by 1, 2),
     told as (
       select event_id, 'notifications:' || account_id as topic, count(*) over (partition by account_id) as all_told
       from notifications.notification)
     select (select count(*) from told left join rung using (event_id, topic) where times is null)::int as silent,
       (select count(*) from rung where times > 1)::int as repeated,
       (select count(*) from rung left join told using (event_id, topic) where all_told is null
          and topic not in (select topic from told where all_told >= $1))::int as hollow`,
    [kept],
  );
  if (!row) return ['The notifications did not answer'];
  const { silent, repeated, hollow } = row;
  return [
    ...(silent > 0 ? [`${silent} notifications rang nowhere`] : []),
    ...(repeated > 0 ? [`${repeated} notifications rang more than once`] : []),
    ...(hollow > 0 ? [`${hollow} rang and there is no notification`] : []),
  ];
}
