import type { StoredRow } from '../../keyed-commands.js';
import { type DutyScheme, schemeView } from '../scheme.types.js';
import { balancesOf, type MonthSum } from './balance.js';
import { type PointsSchemeVersion, pointsSchemeSchema } from './points-scheme.js';
import type { ClaimRow, EntryRow, SchemeRow } from './points.sql.js';
import { PointsBalance, PointsClaim, PointsEntry, PointsRuleBalance } from './points.types.js';

/** A stored version as the API shows it. */
export function pointsSchemeView(stored: StoredRow): DutyScheme {
  const { scheme, version, hash } = stored as SchemeRow;
  return schemeView(pointsSchemeSchema.parse(scheme), version, hash);
}

/** A stored entry as the API shows it. */
export function entryView(stored: StoredRow): PointsEntry {
  const row = stored as EntryRow;
  return Object.assign(new PointsEntry(), {
    id: row.id,
    kind: row.kind,
    schemeId: row.scheme_id,
    schemeVersion: row.scheme_version,
    ruleCode: row.rule_code,
    representativeId: row.representative_id,
    day: row.day,
    points: row.points,
    subjectType: row.unit_type,
    subjectId: row.unit_id,
    eventId: row.event_id,
    eventType: row.event_type,
    claimId: row.claim_id,
    correctsId: row.corrects_id,
    reason: row.reason,
    enteredAt: row.entered_at,
    // The answer of a key that comes again is the entry as it was entered, which had no corrections.
    version: 1 + ((row as Partial<EntryRow>).corrections ?? 0),
  });
}

/** A stored claim as the API shows it. */
export function claimView(stored: StoredRow): PointsClaim {
  const { id, scheme_id, rule_code, representative_id, claimed_at, decided_at, ...row } = stored as ClaimRow;
  const { day, evidence, state, reason, version } = row;
  const names = { id, schemeId: scheme_id, ruleCode: rule_code, representativeId: representative_id };
  const times = { claimedAt: claimed_at, decidedAt: decided_at };
  return Object.assign(new PointsClaim(), { ...names, ...times, day, evidence, state, reason, version });
}

/** A deputy's balance as the API shows it. */
export function balanceView(
  { id, code }: { readonly id: string; readonly code: string },
  schemeId: string,
  sums: readonly MonthSum[],
  versions: readonly PointsSchemeVersion[],
  lastDay: string,
): PointsBalance {
  const rules = balancesOf(sums, versions, lastDay).map(({ ruleCode, rule, points, counted }) =>
    Object.assign(new PointsRuleBalance(), {
      ruleCode,
      name: rule?.name ?? ruleCode,
      points,
      counted,
      cap: rule?.cap ?? null,
    }),
  );
  const total = (value: 'points' | 'counted'): number => rules.reduce((sum, rule) => sum + rule[value], 0);
  return Object.assign(new PointsBalance(), {
    schemeId,
    representativeId: id,
    points: total('points'),
    counted: total('counted'),
    rules,
    code,
  });
}
