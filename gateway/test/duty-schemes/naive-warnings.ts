import { createWorkingCalendar, stateCouncilDays, stateCouncilVersion } from '@lianxin/calendar';
import {
  dutyOfferChanged,
  dutyTimePassed,
  indexPolicySaved,
  type LoggedEvent,
  rectificationChanged,
  warningRulesSaved,
} from '@lianxin/events';
import { type UnitState, UnitType } from '../../src/modules/duty-schemes/units/unit.js';
import { turnsOf } from '../../src/modules/duty-schemes/warnings/light.js';
import {
  defaultWarningRules,
  type WarningRule,
  warningRulesSchema,
} from '../../src/modules/duty-schemes/warnings/warning-rules.js';
import { watchesOf } from '../../src/modules/duty-schemes/warnings/watches.js';

const calendar = createWorkingCalendar(stateCouncilDays, stateCouncilVersion);

/** A change of a light: `place before>light at event`. */
export type NaiveChange = string;

interface Light {
  light: string;
  since: number;
  dueAt: Date | null;
  rule: WarningRule | null;
}

type Read = { readonly id: string } & UnitState;

function unitOf(event: LoggedEvent): Read {
  const payload = event.payload as never;
  if (dutyOfferChanged.matches(event)) {
    const { payload: state } = dutyOfferChanged.read(event);
    return { type: UnitType.OFFER, id: state.offerId, state };
  }
  if (rectificationChanged.matches(event)) {
    const { payload: state } = rectificationChanged.read(event);
    return { type: UnitType.RECTIFICATION, id: state.rectificationId, state };
  }
  return { type: UnitType.PERIOD, id: (payload as { periodId: string }).periodId, state: payload };
}

/** Goes through the log event by event, and at each of them through all that there is. */
export function naiveChanges(log: readonly LoggedEvent[]): NaiveChange[] {
  const lights = new Map<string, Light>();
  const units = new Map<string, { readonly version: number; readonly unit: Read }>();
  const changes: NaiveChange[] = [];
  let rules: readonly WarningRule[] = defaultWarningRules.scheme.rules;
  let passed = 0;

  const turn = (place: string, known: Light, light: string, at: number, eventId: string | null): void => {
    if (known.light !== light) {
      changes.push(`${place} ${known.light}>${light} ${new Date(at).toISOString()} ${eventId}`);
      known.since = at;
    }
    known.light = light;
  };
  const lookAt = ({ type, id, ...rest }: Read, now: number, eventId: string | null): void => {
    const running = watchesOf({ type, ...rest } as UnitState).flatMap((watch) =>
      rules
        .filter((rule) => rule.watches === watch.watches)
        .map((rule) => ({ place: `${type} ${id} ${rule.code} ${watch.representativeId}`, rule, dueAt: watch.dueAt })),
    );
    for (const { place } of running) {
      if (!lights.has(place)) lights.set(place, { light: 'OFF', since: 0, dueAt: null, rule: null });
    }
    for (const [place, known] of lights) {
      if (!place.startsWith(`${type} ${id} `)) continue;
      const found = running.find((each) => each.place === place);
      known.dueAt = found?.dueAt ?? null;
      known.rule = found?.rule ?? null;
      const at = Math.max(now, known.since);
      if (!found) turn(place, known, 'OFF', at, eventId);
      else {
        const { yellowAt, redAt } = turnsOf(found.rule, found.dueAt, calendar);
        turn(place, known, now >= +redAt ? 'RED' : now >= +yellowAt ? 'YELLOW' : 'GREEN', at, eventId);
      }
    }
  };

  for (const event of log) {
    const now = Math.max(passed, event.occurredAt.getTime());
    if (dutyTimePassed.matches(event)) {
      passed = Date.parse((event.payload as { at: string }).at);
      for (const [place, known] of lights) {
        if (!known.dueAt || !known.rule || known.light === 'RED') continue;
        const { yellowAt, redAt } = turnsOf(known.rule, known.dueAt, calendar);
        if (passed >= +redAt) turn(place, known, 'RED', +redAt, null);
        else if (passed >= +yellowAt)
          turn(place, known, 'YELLOW', known.light === 'GREEN' ? +yellowAt : known.since, null);
      }
    } else if (warningRulesSaved.matches(event)) {
      rules = warningRulesSchema.parse((event.payload as { rules: unknown }).rules).rules;
      for (const { unit } of units.values()) if (watchesOf(unit).length > 0) lookAt(unit, now, null);
    } else if (!indexPolicySaved.matches(event)) {
      const unit = unitOf(event);
      const key = `${unit.type} ${unit.id}`;
      if (event.aggregateVersion <= (units.get(key)?.version ?? 0)) continue;
      units.set(key, { version: event.aggregateVersion, unit });
      lookAt(unit, now, event.eventId);
    }
  }
  return changes.sort();
}
