import { createWorkingCalendar, stateCouncilDays, stateCouncilVersion } from '@lianxin/calendar';
import type { Sql } from '@lianxin/database';
import { appendToOutbox, dutyWarningChanged, DutyWarningLight, type NewEvent, topic } from '@lianxin/events';
import { uuidV7 } from '@lianxin/workflow';
import type { Unit, UnitEvent } from '../units/unit.js';
import { deputiesById } from '../units/unit.sql.js';
import { type Lit, lightAt } from './light.js';
import { type WarningRule, type WarningRulesVersion } from './warning-rules.js';
import { insertChanges, putWarnings, type WarningRow, warningsOfUnit } from './warning.sql.js';
import { type Watch, watchesOf } from './watches.js';

const calendar = createWorkingCalendar(stateCouncilDays, stateCouncilVersion);

/** Why lights are looked at: an event, or time. */
export interface Turning {
  readonly now: Date;
  /** Null when it is time. */
  readonly cause: UnitEvent | null;
  /** Whether people are told: not of history that is read for the first time. */
  readonly tells: boolean;
}

interface Wanted extends Lit {
  readonly rule: WarningRule;
  readonly watch: Watch;
}

const placeOf = (ruleCode: string, representativeId: string): string => JSON.stringify([ruleCode, representativeId]);

const isQuiet = (light: DutyWarningLight): boolean =>
  light === DutyWarningLight.OFF || light === DutyWarningLight.GREEN;

function changeEvent(row: WarningRow, before: DutyWarningLight, { now, cause }: Turning): NewEvent {
  const representativeId = row.representative_id || null;
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
      causeEventType: cause?.eventType ?? null,
    },
    topics: [
      ...(representativeId === null ? [] : [topic.dutyWarning(representativeId)]),
      ...row.region_path.map(topic.dutyWarningRegion),
    ],
    ...(cause && { causationId: cause.eventId }),
    occurredAt: now,
  });
}

/** What a warning is after a look at it; `version` counts the changes of its light. */
function after(
  known: WarningRow | undefined,
  wanted: Wanted | undefined,
  unit: Unit,
  place: { readonly ruleVersion: number; readonly path: readonly string[] },
  now: Date,
): WarningRow {
  const light = wanted?.light ?? DutyWarningLight.OFF;
  const turned = light !== (known?.light ?? DutyWarningLight.OFF);
  return {
    id: known?.id ?? uuidV7(now),
    rule_code: known?.rule_code ?? wanted?.rule.code ?? '',
    rule_version: place.ruleVersion,
    unit_type: unit.type,
    unit_id: unit.id,
    representative_id: known?.representative_id ?? wanted?.watch.representativeId ?? '',
    region_path: [...place.path],
    light,
    due_at: wanted?.watch.dueAt ?? known?.due_at ?? now,
    since: known && !turned ? known.since : now,
    next_at: wanted?.nextAt ?? null,
    event_id: unit.eventId,
    event_type: unit.eventType,
    version: (known?.version ?? 0) + (turned ? 1 : 0),
  };
}

/** Turns the lights of a unit to where its deadlines, the rules and the time want them, and tells of those that changed. */
export async function turnLights(
  tx: Sql,
  unit: Unit,
  { scheme: { rules }, version: ruleVersion }: WarningRulesVersion,
  turning: Turning,
): Promise<void> {
  const { now, cause, tells } = turning;
  const wanted = new Map<string, Wanted>();
  for (const watch of watchesOf(unit)) {
    for (const rule of rules.filter(({ watches }) => watches === watch.watches)) {
      const lit = lightAt(rule, watch.dueAt, now, calendar);
      wanted.set(placeOf(rule.code, watch.representativeId), { rule, watch, ...lit });
    }
  }
  const known = new Map(
    (await tx.query(warningsOfUnit, [unit.type, unit.id])).map((row) => [
      placeOf(row.rule_code, row.representative_id),
      row,
    ]),
  );
  const places = [...new Set([...known.keys(), ...wanted.keys()])];
  if (places.length === 0) return;
  const people = places.map((place) => (JSON.parse(place) as [string, string])[1]);
  const deputies = await tx.query(deputiesById, [people]);
  const rows = places.map((place, index) => {
    const path = deputies.find(({ id }) => id === people[index])?.region_path ?? [];
    return after(known.get(place), wanted.get(place), unit, { ruleVersion, path }, now);
  });
  await tx.query(putWarnings, [JSON.stringify(rows)]);
  const changed = rows
    .map((row, index) => ({ row, before: known.get(places[index] ?? '')?.light ?? DutyWarningLight.OFF }))
    .filter(({ row, before }) => row.light !== before);
  if (changed.length === 0) return;
  const changes = changed.map(({ row: { id, version, light }, before }) => ({
    warning_id: id,
    version,
    at: now.toISOString(),
    before,
    light,
    event_id: cause?.eventId ?? null,
    event_type: cause?.eventType ?? null,
  }));
  await tx.query(insertChanges, [JSON.stringify(changes)]);
  const told = changed.filter(({ row, before }) => tells && !(isQuiet(before) && isQuiet(row.light)));
  const events = told.map(({ row, before }) => changeEvent(row, before, turning));
  if (events.length > 0) await appendToOutbox(tx, 'duty_schemes', events);
}
