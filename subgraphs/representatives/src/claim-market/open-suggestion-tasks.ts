import { statement } from '@lianxin/database';
import type { DutyServices } from '../duty/duty-command.js';

/** How long a suggestion waits in the market for a deputy, and until when it is to be looked after; from its admission. */
const claimDays = 7;
const dueDays = 30;
const batchSize = 500;

/**
 * Tasks for suggestions that are open and have none. Whoever has waited longer than can be claimed gets none: an old log
 * that is read for the first time fills no market. Plan: a range of market_suggestion_open, a probe of each task's key.
 */
const open = statement<{ id: string }>(
  'representatives_market_tasks_open',
  `insert into representatives.duty_task (id, version, kind, title, object_type, object_id, quota, claim_by, due_at,
     min_notice_hours, region_path, offered_at, open_to_region, offered_count, open_count, claimed_count, completed_count,
     station_id, near_path)
   select m.task_id, 1, 'SUGGESTION', '跟办诉求 ' || m.number, 'Suggestion', m.id::text, 1,
     m.open_since + interval '${claimDays} days', m.open_since + interval '${dueDays} days',
     0, s.region_path, m.open_since, true, 0, 0, 0, 0, s.id, s.region_path
   from representatives.market_suggestion m join representatives.market_station s on s.id = m.station_id
   where m.stand = 'OPEN' and m.open_since > $1::timestamptz - interval '${claimDays} days'
     and not exists (select 1 from representatives.duty_task t where t.id = m.task_id)
   order by m.open_since limit ${batchSize}
   on conflict (id) do nothing returning id`,
);

/**
 * 进入认领市场: each suggestion that no deputy has gets a task with one place, open to those near its station. Nothing is
 * offered to anybody, so nobody's rate knows of it until it is claimed. Any number of processes may run it.
 * @returns how many came
 */
export async function openSuggestionTasks({ db, clock }: DutyServices): Promise<number> {
  const now = clock.now();
  let opened = 0;
  for (;;) {
    const made = await db.query(open, [now]);
    opened += made.length;
    if (made.length < batchSize) return opened;
  }
}
