import { type Sql, statement } from '@lianxin/database';
import { refuse } from '@lianxin/errors';
import { isUuid } from '@lianxin/subgraph-kit';
import { Refused } from '../duty/duty-command.js';

/** Plan: a primary-key probe. */
const stationWithin = statement<{ id: string; path: string[] }>(
  'representatives_market_station_within',
  `select s.id, s.region_path as path from representatives.market_station s
   where s.id = $1::uuid and s.region_path @> array[$2::text]`,
);

/**
 * A station of an office's region, with its regions.
 * @throws Refused STATION_UNKNOWN
 */
export async function stationOf(tx: Sql, region: string, id: string): Promise<{ id: string; path: string[] }> {
  const [station] = isUuid(id) ? await tx.query(stationWithin, [id, region]) : [];
  if (!station) throw new Refused(refuse('STATION_UNKNOWN'));
  return station;
}

/** How the suggestion of a task stands in the market; nothing for other tasks. Plan: a probe of its unique task. */
const standOfTask = statement<{ stand: string }>(
  'representatives_market_stand_of_task',
  'select m.stand from representatives.market_suggestion m where m.task_id = $1::uuid',
);

/**
 * Asks once more at the claim: what left the market may still stand in a list.
 * @throws Refused TASK_OFF_MARKET
 */
export async function assertOnMarket(tx: Sql, taskId: string): Promise<void> {
  const [row] = await tx.query(standOfTask, [taskId]);
  if (row !== undefined && row.stand !== 'OPEN') throw new Refused(refuse('TASK_OFF_MARKET'));
}
