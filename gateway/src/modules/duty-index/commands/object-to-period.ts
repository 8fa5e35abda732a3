import type { Sql } from '@lianxin/database';
import { lastDayOf } from '@lianxin/calendar';
import { AppError, refuse, type RefusalReason } from '@lianxin/errors';
import { wakeRelay } from '@lianxin/events';
import { isUuid, type Principal } from '@lianxin/subgraph-kit';
import { uuidV7 } from '@lianxin/workflow';
import type { DutyIndexParts } from '../duty-index.context.js';
import { type PeriodKind, periodStarting } from '../core/index-period.js';
import { standingsOf } from '../read/index-reader.js';
import { deputiesInSight, holdsCohort, isCohortInSight } from '../read/sight.js';
import {
  answerObjectionRow,
  insertObjection,
  lockDecisions,
  lockObjection,
  type ObjectionRow,
  periodById,
  type PeriodRow,
} from './commands.sql.js';
import { type CommandOutcome, type KeyedCommand, runOnce } from './run-once.js';
import { tellObjection } from './tell-period.js';

/** A deputy's objection to a draft. */
export interface RaiseObjectionCommand extends KeyedCommand {
  readonly periodId: string;
  readonly text: string;
}

/** The office's answer to it. */
export interface AnswerObjectionCommand extends KeyedCommand {
  readonly objectionId: string;
  readonly expectedVersion: number;
  readonly upheld: boolean;
  readonly answer: string;
}

const longestText = 2_000;

function faultOf(field: string, text: string): RefusalReason | null {
  if (text === '') return refuse('TEXT_REQUIRED', { field });
  return text.length > longestText ? refuse('TEXT_TOO_LONG', { field, max: longestText }) : null;
}

async function isJudgedIn(tx: Sql, representativeId: string, { policy_id, kind, start }: PeriodRow): Promise<boolean> {
  const period = periodStarting(kind as PeriodKind, start);
  const [standing] = period ? await standingsOf(tx, [representativeId], period, null) : [];
  return standing?.policy.policy.policyId === policy_id;
}

/**
 * 申诉: a deputy objects to their own draft, while the time for it runs.
 * @throws AppError NOT_FOUND, FORBIDDEN for who is no deputy
 */
export async function raiseObjection(
  parts: DutyIndexParts,
  principal: Principal,
  command: RaiseObjectionCommand,
): Promise<CommandOutcome> {
  const { representativeId } = principal;
  if (representativeId === undefined) throw new AppError('FORBIDDEN');
  if (!isUuid(command.periodId)) throw new AppError('NOT_FOUND');
  const text = command.text.trim();
  const fault = faultOf('text', text);
  if (fault) return { refused: fault };
  const how = { operation: 'raiseIndexObjection', table: 'objection' };
  const outcome = await runOnce(parts, principal, how, command, async (tx, now) => {
    await tx.query(lockDecisions);
    const [period] = await tx.query(periodById, [command.periodId]);
    // Another cohort's period is none of theirs.
    if (!period || !(await isJudgedIn(tx, representativeId, period))) throw new AppError('NOT_FOUND');
    const { state, objections_until: until } = period;
    if (state !== 'DRAFT' || now >= until) {
      return { refused: refuse('OBJECTION_WINDOW_CLOSED', { until: lastDayOf(until) }) };
    }
    const [row] = await tx.query(insertObjection, [uuidV7(now), period.id, representativeId, text, now]);
    if (row) await tellObjection(tx, row, now);
    return { row: row ?? {} };
  });
  wakeRelay(parts.db);
  return outcome;
}

/**
 * Why an office may not answer an objection; null when it may: its region holds the cohort. An office that only sees the
 * deputy is refused, to any other there is no such objection.
 */
async function faultOfAnswering(
  tx: Sql,
  { regionCode }: Principal,
  { period_id, representative_id: deputy }: ObjectionRow,
): Promise<RefusalReason | null> {
  const [period] = await tx.query(periodById, [period_id]);
  if (!period || regionCode === undefined) throw new AppError('NOT_FOUND');
  if (await holdsCohort(tx, regionCode, period.policy_id)) return null;
  const sight = { representativeId: null, regionCode };
  const isSeen = await isCohortInSight(tx, sight, period.policy_id);
  if (!isSeen || !(await deputiesInSight(tx, sight, [deputy])).has(deputy)) throw new AppError('NOT_FOUND');
  return refuse('ROLE_NOT_PERMITTED');
}

/**
 * 申诉答复: the office whose region holds the cohort answers, once. An objection that is upheld is mended by an event of its subject; the score follows.
 * @throws AppError NOT_FOUND, also for an objection of another region
 */
export async function answerObjection(
  parts: DutyIndexParts,
  principal: Principal,
  command: AnswerObjectionCommand,
): Promise<CommandOutcome> {
  if (!isUuid(command.objectionId)) throw new AppError('NOT_FOUND');
  const answer = command.answer.trim();
  const textFault = faultOf('answer', answer);
  if (textFault) return { refused: textFault };
  const how = { operation: 'answerIndexObjection', table: 'objection' };
  const outcome = await runOnce(parts, principal, how, command, async (tx, now) => {
    const [known] = await tx.query(lockObjection, [command.objectionId]);
    if (!known) throw new AppError('NOT_FOUND');
    const fault = await faultOfAnswering(tx, principal, known);
    if (fault) return { refused: fault };
    if (known.state !== 'OPEN') return { refused: refuse('NOT_IN_STATE', { status: known.state }) };
    if (known.version !== command.expectedVersion) return { currentVersion: known.version };
    const state = command.upheld ? 'UPHELD' : 'REJECTED';
    const [row] = await tx.query(answerObjectionRow, [known.id, state, answer, principal.accountId, now]);
    if (row) await tellObjection(tx, row, now);
    return { row: row ?? {} };
  });
  wakeRelay(parts.db);
  return outcome;
}
