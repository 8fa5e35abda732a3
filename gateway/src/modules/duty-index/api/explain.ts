import type { Sql } from '@lianxin/database';
import { type Connection, cursorKey, cursorKeys, type PageArgs, pageOf, pageRequest } from '@lianxin/subgraph-kit';
import { UnitType } from '../core/contribution.js';
import {
  explainedCount,
  explainedNow,
  type ExplainedRow,
  explainedThen,
  explainedThenCount,
} from '../read/explained.sql.js';
import { CountedEvent, CountedEventConnection, type DutyIndicator } from './duty-index.types.js';
import { subjectOf } from './subject.types.js';

function viewOf(row: ExplainedRow): CountedEvent {
  const { unit_type, unit_id, subject_id, day, share, reason, evidence_id } = row;
  return Object.assign(new CountedEvent(), {
    unit: [unit_type, unit_id],
    eventId: row.event_id,
    eventType: row.event_type,
    occurredAt: row.occurred_at,
    day,
    inNumerator: row.numerator,
    share,
    reason,
    subject: subjectOf(unit_type, subject_id),
    evidence: evidence_id === null ? null : subjectOf(UnitType.FINDING, evidence_id),
  });
}

/**
 * The events behind a rate, by day: what is counted, or what was left out.
 * @throws AppError PAGE_TOO_LARGE, INVALID_CURSOR
 */
export async function explain(
  sql: Sql,
  { kind, source: { standing, then } }: Pick<DutyIndicator, 'kind' | 'source'>,
  isCounted: boolean,
  args: PageArgs,
): Promise<Connection<CountedEvent>> {
  const { first, after } = pageRequest(args, 3);
  const behind = cursorKeys(after, [cursorKey.day, cursorKey.text, cursorKey.text], ['0001-01-01', '', '']);
  const { start, end } = standing.period;
  const fixed = [standing.representativeId, kind, start, end, isCounted, ...(then === null ? [] : [then])];
  const [list, count] = then === null ? [explainedNow, explainedCount] : [explainedThen, explainedThenCount];
  const rows = (await sql.query(list, [...fixed, ...behind, first + 1])).map(viewOf);
  const total = async (): Promise<number> => (await sql.query(count, fixed))[0]?.count ?? 0;
  return CountedEventConnection.of(pageOf(rows, first, ({ day, unit }) => [day, ...unit], total));
}
