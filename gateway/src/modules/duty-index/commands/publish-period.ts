import { businessDate, createWorkingCalendar, stateCouncilDays, stateCouncilVersion } from '@lianxin/calendar';
import { refuse } from '@lianxin/errors';
import { wakeRelay } from '@lianxin/events';
import type { Principal } from '@lianxin/subgraph-kit';
import { uuidV7 } from '@lianxin/workflow';
import { dayBefore, type IndexPeriod } from '../core/index-period.js';
import type { DutyIndexParts } from '../duty-index.context.js';
import { holdsCohort } from '../read/sight.js';
import { findPeriod, insertPeriod, lockDecisions } from './commands.sql.js';
import { type CommandOutcome, type KeyedCommand, runOnce } from './run-once.js';
import { tellPeriod } from './tell-period.js';

/** A cohort's period. */
export interface PeriodCommand extends KeyedCommand {
  readonly cohortId: string;
  readonly period: IndexPeriod;
}

/** How long a draft can be objected to (RULEBOOK §5.7). */
const objectionDays = { amount: 5, unit: 'WORKING_DAY' } as const;

const calendar = createWorkingCalendar(stateCouncilDays, stateCouncilVersion);
const how = { operation: 'publishIndexPeriod', table: 'period' };

/**
 * 亮分: shows a period that is over to its deputies, who can object for five working days. By the office whose region holds
 * the cohort. OPEN → DRAFT.
 */
export async function publishPeriod(
  parts: DutyIndexParts,
  principal: Principal,
  command: PeriodCommand,
): Promise<CommandOutcome> {
  const { cohortId, period } = command;
  const { kind, start, end } = period;
  const policy = await parts.boards.policyOf(cohortId, period);
  const roster = await parts.boards.members(cohortId, period);
  const outcome = await runOnce(parts, principal, how, command, async (tx, now) => {
    await tx.query(lockDecisions);
    if (!(await holdsCohort(tx, principal.regionCode, cohortId))) return { refused: refuse('ROLE_NOT_PERMITTED') };
    const [known] = await tx.query(findPeriod, [cohortId, kind, start]);
    if (known) return { refused: refuse('NOT_IN_STATE', { status: known.state }) };
    if (businessDate(now) < end) return { refused: refuse('PERIOD_NOT_ENDED', { end: dayBefore(end) }) };
    if (!policy) return { refused: refuse('COHORT_EMPTY') };
    const { version, hash } = policy;
    const until = calendar.deadlineFrom(now, objectionDays);
    const place = [uuidV7(now), cohortId, kind, start, end];
    const [row] = await tx.query(insertPeriod, [...place, version, hash, now, until, calendar.version]);
    const told = roster.map(({ representativeId }) => representativeId);
    if (row) await tellPeriod(tx, principal, row, told, now);
    return { row: row ?? {} };
  });
  wakeRelay(parts.db);
  return outcome;
}
