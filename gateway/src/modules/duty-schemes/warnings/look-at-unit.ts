import { createWorkingCalendar, stateCouncilDays, stateCouncilVersion } from '@lianxin/calendar';
import { DutyWarningLight } from '@lianxin/events';
import type { Unit } from '../units/unit.js';
import { type Lit, lightAt } from './light.js';
import { warningId } from './warning-id.js';
import type { WarningRule, WarningRules } from './warning-rules.js';
import type { WarningRow } from './warning-replica.sql.js';
import { type Watch, watchesOf } from './watches.js';

const calendar = createWorkingCalendar(stateCouncilDays, stateCouncilVersion);

/** Rules as the log has told of them; version 0 for the proposal. */
export interface RulesTaken {
  readonly scheme: WarningRules;
  readonly version: number;
}

/** A light that changed. */
export interface Turn {
  readonly row: WarningRow;
  readonly before: DutyWarningLight;
}

interface Wanted extends Lit {
  readonly rule: WarningRule;
  readonly watch: Watch;
}

function wantedOf(unit: Unit, { scheme: { rules } }: RulesTaken, now: Date): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const watch of watchesOf(unit)) {
    for (const rule of rules.filter(({ watches }) => watches === watch.watches)) {
      const { representativeId } = watch;
      const id = warningId({ unitType: unit.type, unitId: unit.id, ruleCode: rule.code, representativeId });
      wanted.set(id, { rule, watch, ...lightAt(rule, watch.dueAt, now, calendar) });
    }
  }
  return wanted;
}

const later = (a: Date, b: Date | undefined): Date => (b && b > a ? b : a);

/** What a warning is after a look at it; `version` counts the changes of its light. */
function after(id: string, known: WarningRow | undefined, wanted: Wanted | undefined, look: Look): WarningRow {
  const { unit, rules, now } = look;
  const light = wanted?.light ?? DutyWarningLight.OFF;
  const turned = light !== (known?.light ?? DutyWarningLight.OFF);
  return {
    id,
    rule_code: known?.rule_code ?? wanted?.rule.code ?? '',
    rule_version: rules.version,
    unit_type: unit.type,
    unit_id: unit.id,
    representative_id: known?.representative_id ?? wanted?.watch.representativeId ?? '',
    light,
    due_at: wanted?.watch.dueAt ?? known?.due_at ?? now,
    since: known && !turned ? known.since : later(now, known?.since),
    next_at: wanted?.nextAt ?? null,
    red_at: wanted?.redAt ?? null,
    event_id: unit.eventId,
    event_type: unit.eventType,
    version: (known?.version ?? 0) + (turned ? 1 : 0),
  };
}

/** A look at the lights of a unit. */
export interface Look {
  readonly unit: Unit;
  readonly rules: RulesTaken;
  readonly now: Date;
}

/** Where the deadlines of a unit, the rules and the time want its lights, and which of them have changed. */
export function lookAtUnit(
  look: Look,
  known: readonly WarningRow[],
): { readonly rows: WarningRow[]; readonly turns: Turn[] } {
  const wanted = wantedOf(look.unit, look.rules, look.now);
  const knownById = new Map(known.map((row) => [row.id, row]));
  const ids = [...new Set([...knownById.keys(), ...wanted.keys()])];
  const rows = ids.map((id) => after(id, knownById.get(id), wanted.get(id), look));
  const turns = rows.flatMap((row) => {
    const before = knownById.get(row.id)?.light ?? DutyWarningLight.OFF;
    return row.light === before ? [] : [{ row, before }];
  });
  return { rows, turns };
}
