import { businessDate, type Clock } from '@lianxin/calendar';
import type { Sql } from '@lianxin/database';
import { refuse } from '@lianxin/errors';
import type { Principal } from '@lianxin/subgraph-kit';
import { contentHash } from '../../duty-index/core/canonical-json.js';
import { PeriodKind, periodOf } from '../../duty-index/core/index-period.js';
import type { CommandOutcome, KeyedCommand } from '../../keyed-commands.js';
import type { DutySchemesParts } from '../duty-schemes.context.js';
import { runOnce } from '../run-once.js';
import { unitOfRow } from '../units/unit-of-row.js';
import { deedsFrom, lockSchemes } from '../units/unit.sql.js';
import { givePoints, loadScheme } from './give-points.js';
import { checkPointsScheme, type PointsScheme, type PointsSchemeVersion } from './points-scheme.js';
import { insertScheme } from './points.sql.js';

/** Rules to save; `expectedVersion` is the newest one known, 0 for a new scheme. */
export interface SavePointsSchemeCommand extends KeyedCommand {
  readonly expectedVersion: number;
  readonly scheme: object;
}

const how = { operation: 'savePointsScheme', table: 'points_scheme' };

/** Deeds, a statement each time. */
const pageSize = 500;

/** Gives points for what was done before the scheme was saved, from the day on which it takes effect. */
async function giveSince(
  tx: Sql,
  { schemeId, effectiveFrom }: PointsScheme,
  versions: readonly PointsSchemeVersion[],
  now: Date,
): Promise<void> {
  for (let behind = [effectiveFrom, '', '']; ;) {
    const rows = await tx.query(deedsFrom, [effectiveFrom, ...behind, pageSize]);
    for (const row of rows) await givePoints(tx, unitOfRow(row), schemeId, versions, now);
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    behind = [last.day, last.type, last.id];
  }
}

const currentMonth = (clock: Clock): string => periodOf(PeriodKind.MONTH, businessDate(clock.now())).start;

/** Saves a version of a points scheme (保存工分规则). A later version never changes the months before it was saved. */
export async function savePointsScheme(
  parts: DutySchemesParts,
  principal: Principal,
  command: SavePointsSchemeCommand,
): Promise<CommandOutcome> {
  const checked = checkPointsScheme(command.scheme);
  if ('refused' in checked) return checked;
  const { scheme } = checked;
  const { schemeId, effectiveFrom } = scheme;
  return runOnce(parts, principal, how, command, async (tx, now) => {
    await tx.query(lockSchemes);
    const before = await loadScheme(tx, schemeId);
    const current = before.at(-1)?.version ?? 0;
    if (current !== command.expectedVersion) return { currentVersion: current };
    const earliest = currentMonth(parts.clock);
    if (current > 0 && effectiveFrom < earliest) return { refused: refuse('SCHEME_REACHES_BACK', { earliest }) };
    const saved: PointsSchemeVersion = { scheme, version: current + 1, hash: contentHash(scheme) };
    const values = [schemeId, saved.version, JSON.stringify(scheme), saved.hash, principal.accountId, now];
    const [row] = await tx.query(insertScheme, values);
    await giveSince(tx, scheme, [...before, saved], now);
    return { row: row ?? {} };
  });
}
