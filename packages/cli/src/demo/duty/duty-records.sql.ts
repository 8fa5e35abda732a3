import { statement } from '@lianxin/database';

/** The demonstration's task that was offered at an instant. Plan: a scan; the demonstration has some dozens. */
export const tasksOffered = statement<{ id: string }>(
  'cli_demo_duty_task',
  'select t.id from representatives.duty_task t where t.offered_at = $1::timestamptz',
);

/** Offers of a task with their versions. Plan: a range of duty_offer_once. */
export const offersMade = statement<{ id: string; representativeId: string; version: number }>(
  'cli_demo_duty_offers',
  `select o.id, o.representative_id as "representativeId", o.version
   from representatives.duty_offer o where o.task_id = $1::uuid`,
);

/** What a deputy found in a task, with its rectification. Plan: a range of finding_task. */
export const findingsReported = statement<{ id: string; version: number; rectificationId: string | null }>(
  'cli_demo_findings',
  `select f.id, f.version, r.id as "rectificationId"
   from representatives.finding f left join representatives.rectification r on r.finding_id = f.id
   where f.task_id = $1::uuid and f.reporter_id = $2::uuid`,
);

/** What a deputy added to the archive under a title. Plan: a range of duty_record_deputy. */
export const recordsAdded = statement<{ id: string; version: number }>(
  'cli_demo_duty_records',
  `select r.id, r.version from representatives.duty_record r where r.representative_id = $1::uuid and r.title = $2::text`,
);

/** Version of a rectification. Plan: a primary-key probe. */
export const rectificationVersion = statement<{ version: number }>(
  'cli_demo_rectification',
  'select r.version from representatives.rectification r where r.id = $1::uuid',
);

/**
 * Suggestions that are in the claim market at an instant, the earliest first. Plan: a scan; the demonstration has some dozens.
 */
export const marketTasks = statement<{ id: string; number: string; stationId: string; offeredAt: Date }>(
  'cli_demo_market_tasks',
  `select t.id, m.number, t.station_id as "stationId", t.offered_at as "offeredAt"
   from representatives.duty_task t join representatives.market_suggestion m on m.task_id = t.id
   where m.stand = 'OPEN' and t.claim_by > $1::timestamptz order by t.offered_at, t.id`,
);

/** The mandate that a deputy holds, with its version. Plan: a range of mandate_term_key. */
export const mandateHeld = statement<{ id: string; version: number }>(
  'cli_demo_mandate',
  `select m.id, m.version from representatives.mandate m
   where m.representative_id = $1::uuid order by m.term_no desc limit 1`,
);
