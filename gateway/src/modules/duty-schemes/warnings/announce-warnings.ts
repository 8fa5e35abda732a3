import type { Clock } from '@lianxin/calendar';
import type { Sql } from '@lianxin/database';
import { appendToOutbox, dutyWarningChanged, DutyWarningLight, type NewEvent, topic } from '@lianxin/events';
import { UnitType } from '../units/unit.js';
import { deputiesById } from '../units/unit.sql.js';
import { regionsHolding } from './cohort-sight.sql.js';
import type { WarningListener, WarningNews } from './duty-warnings.consumer.js';
import type { Turn } from './look-at-unit.js';

/** Older events are history that is read for the first time: nobody waits for news of them. */
const newsMs = 15 * 60_000;
/** Nor of a light that had turned long before its time was looked at. */
const timelyMs = 24 * 3_600_000;

const isQuiet = (light: DutyWarningLight): boolean =>
  light === DutyWarningLight.OFF || light === DutyWarningLight.GREEN;

function isTold({ row, before }: Turn, { event, by }: WarningNews): boolean {
  if (isQuiet(before) && isQuiet(row.light)) return false;
  return by !== 'TIME' || event.occurredAt.getTime() - row.since.getTime() <= timelyMs;
}

function changeOf({ row, before }: Turn, { event, by }: WarningNews, regions: readonly string[], now: Date): NewEvent {
  const representativeId = row.representative_id || null;
  const cause = by === 'UNIT' ? event : null;
  return dutyWarningChanged.create({
    aggregateType: 'duty_warning',
    aggregateId: row.id,
    aggregateVersion: row.version,
    payload: {
      warningId: row.id,
      ruleCode: row.rule_code,
      subjectType: row.unit_type,
      subjectId: row.unit_id,
      representativeId,
      before,
      light: row.light,
      dueAt: row.due_at.toISOString(),
      causeEventId: cause?.eventId ?? null,
      causeEventType: cause?.type ?? null,
    },
    topics: [
      ...(representativeId === null ? [] : [topic.dutyWarning(representativeId)]),
      ...regions.map(topic.dutyWarningRegion),
    ],
    causationId: event.eventId,
    occurredAt: now,
  });
}

/**
 * The regions whose offices are told of a light: those above its deputy, or those that hold the cohort of its period
 * whole, since theirs is the deadline.
 */
async function regionsToTell(tx: Sql, turns: readonly Turn[]): Promise<(turn: Turn) => readonly string[]> {
  const rows = turns.map(({ row }) => row);
  const deputies = await tx.query(deputiesById, [[...new Set(rows.map((row) => row.representative_id))]]);
  const paths = new Map(deputies.map(({ id, region_path: path }) => [id, path]));
  const periods = rows.filter((row) => row.unit_type === UnitType.PERIOD).map((row) => row.unit_id);
  const held = new Map<string, string[]>();
  for (const { period_id: id, code } of periods.length === 0 ? [] : await tx.query(regionsHolding, [periods])) {
    held.set(id, [...(held.get(id) ?? []), code]);
  }
  return ({ row }) =>
    (row.unit_type === UnitType.PERIOD ? held.get(row.unit_id) : paths.get(row.representative_id)) ?? [];
}

/** Tells subscribers, through the log like everything else, of lights that have changed: the deputy, and offices by region. */
export function announceWarnings(clock: Clock): WarningListener {
  return async (tx, news) => {
    const now = clock.now();
    const told = news
      .filter(({ event }) => now.getTime() - event.recordedAt.getTime() <= newsMs)
      .flatMap((each) => each.turns.filter((turn) => isTold(turn, each)).map((turn) => ({ turn, each })));
    if (told.length === 0) return;
    const regionsOf = await regionsToTell(
      tx,
      told.map(({ turn }) => turn),
    );
    const events = told.map(({ turn, each }) => changeOf(turn, each, regionsOf(turn), now));
    await appendToOutbox(tx, 'duty_schemes', events);
  };
}
