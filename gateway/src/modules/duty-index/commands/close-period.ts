import { lastDayOf } from '@lianxin/calendar';
import { refuse } from '@lianxin/errors';
import { wakeRelay } from '@lianxin/events';
import type { Principal } from '@lianxin/subgraph-kit';
import { contentHash } from '../core/canonical-json.js';
import type { IndexPeriod } from '../core/index-period.js';
import type { Rate } from '../core/score.js';
import type { DutyIndexParts } from '../duty-index.context.js';
import type { Member } from '../read/board.js';
import { standingsOf } from '../read/index-reader.js';
import { holdsCohort } from '../read/sight.js';
import type { DeputyStanding } from '../read/standing.js';
import { progress } from '../read/totals.sql.js';
import { findPeriod, freezePeriod, insertSnapshot, lockDecisions, type PeriodRow, unanswered } from './commands.sql.js';
import type { PeriodCommand } from './publish-period.js';
import { type CommandOutcome, runOnce } from './run-once.js';
import { tellPeriod } from './tell-period.js';

/** A period to freeze, in the version that the caller saw. */
export interface ClosePeriodCommand extends PeriodCommand {
  readonly expectedVersion: number;
}

const how = { operation: 'closeIndexPeriod', table: 'period' };

const fraction = ({ numerator, denominator, kind }: Rate): object => ({
  kind,
  numerator: `${numerator.num}/${numerator.den}`,
  denominator: `${denominator.num}/${denominator.den}`,
});

/** What is kept of a member for good. */
interface KeptMember {
  readonly representativeId: string;
}

/** Exact fractions, so that anybody can compute the score again. */
function memberOf(code: string, { representativeId, rates, score }: DeputyStanding): KeptMember {
  const { hundredths, applicableWeightBp } = score;
  const kept = { code, representativeId, scoreHundredths: hundredths, applicableWeightBp, rates: rates.map(fraction) };
  return kept;
}

/** What the published hash is of. */
function contentOf(row: PeriodRow, position: number, members: readonly object[]): object {
  const { policy_id: policyId, kind, start, end_day: end, policy_version: version, policy_hash: policyHash } = row;
  return { policyId, version, policyHash, kind, start, end, position, members };
}

/**
 * 封账: freezes a draft once every objection is answered and their time is over. The snapshot is the index as counted up to
 * one position of the log; what changes later is shown beside it. By the office whose region holds the cohort. DRAFT → FROZEN.
 */
export async function closePeriod(
  parts: DutyIndexParts,
  principal: Principal,
  command: ClosePeriodCommand,
): Promise<CommandOutcome> {
  const { cohortId, period, expectedVersion } = command;
  const roster = await parts.boards.members(cohortId, period);
  const outcome = await runOnce(parts, principal, how, command, async (tx, now) => {
    await tx.query(lockDecisions);
    if (!(await holdsCohort(tx, principal.regionCode, cohortId))) return { refused: refuse('ROLE_NOT_PERMITTED') };
    const [known] = await tx.query(findPeriod, [cohortId, period.kind, period.start]);
    if (!known) return { refused: refuse('NOT_IN_STATE', { status: 'OPEN' }) };
    if (known.state === 'FROZEN') return { refused: refuse('NOT_IN_STATE', { status: known.state }) };
    if (known.version !== expectedVersion) return { currentVersion: known.version };
    const waiting = (await tx.query(unanswered, [known.id]))[0]?.count ?? 0;
    if (waiting > 0) return { refused: refuse('OBJECTIONS_UNANSWERED', { count: waiting }) };
    if (now < known.objections_until) {
      return { refused: refuse('OBJECTION_WINDOW_OPEN', { until: lastDayOf(known.objections_until) }) };
    }
    if (roster.length === 0) return { refused: refuse('COHORT_EMPTY') };
    const position = (await tx.query(progress))[0]?.position ?? 0;
    const members = await membersAt(parts, period, roster, position);
    const hash = contentHash(contentOf(known, position, members));
    await tx.query(insertSnapshot, [known.id, JSON.stringify(members)]);
    const [row] = await tx.query(freezePeriod, [known.id, now, position, hash]);
    const told = members.map(({ representativeId }) => representativeId);
    if (row) await tellPeriod(tx, principal, row, told, now);
    return { row: row ?? {} };
  });
  wakeRelay(parts.db);
  return outcome;
}

/** Members by code, each as counted up to the position, whatever is being counted meanwhile. */
async function membersAt(
  { db }: DutyIndexParts,
  period: IndexPeriod,
  roster: readonly Member[],
  position: number,
): Promise<KeptMember[]> {
  const ids = roster.map(({ representativeId }) => representativeId);
  const then = new Map((await standingsOf(db, ids, period, position)).map((each) => [each.representativeId, each]));
  return roster.flatMap(({ code, representativeId }) => {
    const past = then.get(representativeId);
    return past ? [memberOf(code, past)] : [];
  });
}
