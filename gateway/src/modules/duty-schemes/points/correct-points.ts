import { AppError, refuse } from '@lianxin/errors';
import { isUuid, type Principal } from '@lianxin/subgraph-kit';
import { uuidV7 } from '@lianxin/workflow';
import type { CommandOutcome, KeyedCommand } from '../../keyed-commands.js';
import type { DutySchemesParts } from '../duty-schemes.context.js';
import { isInRegionOf } from '../duty-schemes.policy.js';
import { runOnce } from '../run-once.js';
import { correctionsOf, insertEntries, lockEntry } from './points.sql.js';

/** A correction of an entry, which stays as it is: `points` are added to it. */
export interface CorrectPointsCommand extends KeyedCommand {
  readonly entryId: string;
  /** 1 for an entry that was never corrected, one more for each correction. */
  readonly expectedVersion: number;
  readonly points: number;
  readonly reason: string;
}

const longestText = 2_000;
const most = 10_000;
const how = { operation: 'correctPoints', table: 'points_entry' };

/**
 * 更正工分: adds an entry that corrects another one. For the office of the deputy's region.
 * @throws AppError NOT_FOUND, INVALID_INPUT for no points or too many
 */
export async function correctPoints(
  parts: DutySchemesParts,
  principal: Principal,
  command: CorrectPointsCommand,
): Promise<CommandOutcome> {
  const { points } = command;
  if (!isUuid(command.entryId)) throw new AppError('NOT_FOUND');
  if (points === 0 || Math.abs(points) > most)
    throw new AppError('INVALID_INPUT', { reason: `points -${most}–${most}` });
  const reason = command.reason.trim();
  if (reason === '') return { refused: refuse('REASON_REQUIRED') };
  if (reason.length > longestText) return { refused: refuse('TEXT_TOO_LONG', { field: 'reason', max: longestText }) };
  return runOnce(parts, principal, how, command, async (tx, now) => {
    const [entry] = await tx.query(lockEntry, [command.entryId]);
    if (!entry || !(await isInRegionOf(tx, principal, entry.representative_id))) throw new AppError('NOT_FOUND');
    if (entry.kind === 'CORRECTION') return { refused: refuse('NOT_IN_STATE', { status: entry.kind }) };
    // Asked behind the lock: a count in the statement that waits for it would not see the one it waits for.
    const version = 1 + ((await tx.query(correctionsOf, [entry.id]))[0]?.count ?? 0);
    if (version !== command.expectedVersion) return { currentVersion: version };
    const correction = {
      id: uuidV7(now),
      kind: 'CORRECTION',
      scheme_id: entry.scheme_id,
      scheme_version: entry.scheme_version,
      rule_code: entry.rule_code,
      representative_id: entry.representative_id,
      day: entry.day,
      points,
      corrects_id: entry.id,
      reason,
      entered_by: principal.accountId,
      entered_at: now.toISOString(),
    };
    const [row] = await tx.query(insertEntries, [JSON.stringify([correction])]);
    return { row: row ?? {} };
  });
}
