import { businessDate } from '@lianxin/calendar';
import type { Sql } from '@lianxin/database';
import { AppError, refuse } from '@lianxin/errors';
import { isUuid, type Principal } from '@lianxin/subgraph-kit';
import { uuidV7 } from '@lianxin/workflow';
import type { CommandOutcome, KeyedCommand } from '../../keyed-commands.js';
import type { DutySchemesParts } from '../duty-schemes.context.js';
import { isInRegionOf } from '../duty-schemes.policy.js';
import { runOnce } from '../run-once.js';
import { PointsSource } from '../units/unit.js';
import { loadScheme } from './give-points.js';
import { type PointsSchemeVersion, versionOn } from './points-scheme.js';
import { type ClaimRow, decideClaimRow, insertClaim, insertEntries, lockClaim } from './points.sql.js';

/** A deed that no event knows, claimed by the deputy who did it. */
export interface ClaimPointsCommand extends KeyedCommand {
  readonly schemeId: string;
  readonly ruleCode: string;
  readonly day: string;
  readonly evidence: string;
}

/** What the office says to a claim; `reason` is asked for a rejection. */
export interface DecideClaimCommand extends KeyedCommand {
  readonly claimId: string;
  readonly expectedVersion: number;
  readonly approved: boolean;
  readonly reason: string;
}

const longestText = 2_000;

async function enter(tx: Sql, claim: ClaimRow, points: number, schemeVersion: number, by: string, now: Date) {
  const entry = {
    id: uuidV7(now),
    kind: 'CLAIM',
    scheme_id: claim.scheme_id,
    scheme_version: schemeVersion,
    rule_code: claim.rule_code,
    representative_id: claim.representative_id,
    day: claim.day,
    points,
    claim_id: claim.id,
    entered_by: by,
    entered_at: now.toISOString(),
  };
  await tx.query(insertEntries, [JSON.stringify([entry])]);
}

const ruleOf = (version: PointsSchemeVersion | null, code: string) =>
  version?.scheme.rules.find((rule) => rule.code === code);

/**
 * 申报工分: a deputy claims points with evidence. Where the rule asks for no approval they are entered at once.
 * @throws AppError FORBIDDEN for who is no deputy
 */
export async function claimPoints(
  parts: DutySchemesParts,
  principal: Principal,
  command: ClaimPointsCommand,
): Promise<CommandOutcome> {
  const { representativeId, accountId } = principal;
  if (representativeId === undefined) throw new AppError('FORBIDDEN');
  const { schemeId, ruleCode, day } = command;
  const evidence = command.evidence.trim();
  if (evidence.length > longestText) {
    return { refused: refuse('TEXT_TOO_LONG', { field: 'evidence', max: longestText }) };
  }
  const how = { operation: 'claimPoints', table: 'points_claim' };
  return runOnce(parts, principal, how, command, async (tx, now) => {
    const version = versionOn(await loadScheme(tx, schemeId), day);
    const rule = ruleOf(version, ruleCode);
    if (!version || !rule) return { refused: refuse('RULE_UNKNOWN', { rule: ruleCode, day }) };
    if (rule.source !== PointsSource.CLAIM) return { refused: refuse('RULE_NOT_CLAIMABLE', { rule: rule.name }) };
    if (day > businessDate(now)) return { refused: refuse('DAY_IN_FUTURE', { day }) };
    if (rule.evidenceRequired && evidence === '') return { refused: refuse('TEXT_REQUIRED', { field: 'evidence' }) };
    const claim = {
      id: uuidV7(now),
      scheme_id: schemeId,
      scheme_version: version.version,
      rule_code: ruleCode,
      representative_id: representativeId,
      day,
      evidence,
      state: rule.approvalRequired ? 'SUBMITTED' : 'APPROVED',
      claimed_at: now.toISOString(),
      version: 1,
    };
    const [row] = await tx.query(insertClaim, [JSON.stringify(claim)]);
    if (row && !rule.approvalRequired) await enter(tx, row, rule.points, version.version, accountId, now);
    return { row: row ?? {} };
  });
}

/**
 * 审核工分: the office of the deputy's region approves or rejects, once. The points are those of the rules by which it was
 * claimed.
 * @throws AppError NOT_FOUND
 */
export async function decideClaim(
  parts: DutySchemesParts,
  principal: Principal,
  command: DecideClaimCommand,
): Promise<CommandOutcome> {
  if (!isUuid(command.claimId)) throw new AppError('NOT_FOUND');
  const reason = command.reason.trim();
  if (!command.approved && reason === '') return { refused: refuse('REASON_REQUIRED') };
  if (reason.length > longestText) return { refused: refuse('TEXT_TOO_LONG', { field: 'reason', max: longestText }) };
  const how = { operation: 'decidePointsClaim', table: 'points_claim' };
  return runOnce(parts, principal, how, command, async (tx, now) => {
    const [claim] = await tx.query(lockClaim, [command.claimId]);
    if (!claim || !(await isInRegionOf(tx, principal, claim.representative_id))) throw new AppError('NOT_FOUND');
    if (claim.version !== command.expectedVersion) return { currentVersion: claim.version };
    if (claim.state !== 'SUBMITTED') return { refused: refuse('NOT_IN_STATE', { status: claim.state }) };
    const state = command.approved ? 'APPROVED' : 'REJECTED';
    const [row] = await tx.query(decideClaimRow, [claim.id, state, reason || null, principal.accountId, now]);
    const versions = await loadScheme(tx, claim.scheme_id);
    const version = versions.find((each) => each.version === claim.scheme_version) ?? null;
    const rule = ruleOf(version, claim.rule_code);
    if (command.approved && rule) await enter(tx, claim, rule.points, claim.scheme_version, principal.accountId, now);
    return { row: row ?? {} };
  });
}
