import type { IndexPeriod, PeriodKind } from '../../../duty-index/core/index-period.js';
import type { StoredRow } from '../../../keyed-commands.js';
import type { GroupPlace } from '../group-place.js';
import type { EvaluationRow, EvaluationStepRow } from './closing.sql.js';
import { EvaluationStep, GroupEvaluation } from './closing.types.js';
import { EvaluationStatus } from './evaluation.machine.js';

/** A stored evaluation as the API shows it. */
export function evaluationView(stored: StoredRow): GroupEvaluation {
  const row = stored as EvaluationRow;
  return Object.assign(new GroupEvaluation(), {
    id: row.id,
    schemeId: row.scheme_id,
    groupCode: row.group_code,
    regionCode: row.region_code,
    kind: row.period_kind as PeriodKind,
    start: row.period_start,
    end: row.period_end,
    status: row.status,
    version: row.version,
    schemeVersion: row.scheme_version,
    schemeHash: row.scheme_hash,
    closedAt: row.closed_at,
    hash: row.hash,
  });
}

/** An evaluation that nobody has closed. */
export function openEvaluationView(
  { region: regionCode, ...open }: GroupPlace & { readonly schemeId: string; readonly version: number },
  { kind, start, end }: IndexPeriod,
): GroupEvaluation {
  const nothingYet = { id: null, schemeVersion: null, schemeHash: null, closedAt: null, hash: null };
  const status = EvaluationStatus.OPEN;
  return Object.assign(new GroupEvaluation(), { ...open, regionCode, kind, start, end, status, ...nothingYet });
}

/** A step as the API shows it. */
export function stepView(row: EvaluationStepRow): EvaluationStep {
  const { event_id: eventId, at, action, note, version } = row;
  const states = { fromStatus: row.from_status, toStatus: row.to_status };
  return Object.assign(new EvaluationStep(), {
    eventId,
    at,
    action,
    note,
    version,
    actorName: row.actor_name,
    ...states,
  });
}
