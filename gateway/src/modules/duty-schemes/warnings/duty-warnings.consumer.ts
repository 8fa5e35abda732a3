import type { Sql } from '@lianxin/database';
import {
  type ConsumerDefinition,
  dutyOfferChanged,
  dutyTimePassed,
  type EventHandler,
  indexPeriodChanged,
  indexPolicySaved,
  type LoggedEvent,
  on,
  onRuns,
  rectificationChanged,
  warningRulesSaved,
} from '@lianxin/events';
import {
  type OfferState,
  type PeriodState,
  type RectificationState,
  type Unit,
  type UnitState,
  UnitType,
} from '../units/unit.js';
import { unitOfRow } from '../units/unit-of-row.js';
import type { RulesTaken, Turn } from './look-at-unit.js';
import { UnitsAtHand } from './units-at-hand.js';
import { defaultWarningRules, warningRulesSchema } from './warning-rules.js';
import * as sql from './warning-replica.sql.js';

/** Lights that have changed, and the event of the log that changed them. */
export interface WarningNews {
  readonly event: LoggedEvent;
  /** Time, new rules, or the very event of the unit. */
  readonly by: 'TIME' | 'RULES' | 'UNIT';
  readonly turns: readonly Turn[];
}

/** Told of lights that have changed, in the transaction of the change. */
export type WarningListener = (tx: Sql, news: readonly WarningNews[]) => Promise<void>;

/** Units, a statement each time. */
const pageSize = 500;

type Watched = OfferState | RectificationState | PeriodState;

function stateOf(event: LoggedEvent<Watched>): UnitState & { readonly id: string } {
  if (dutyOfferChanged.matches(event)) {
    const state = event.payload as OfferState;
    return { id: state.offerId, type: UnitType.OFFER, state };
  }
  if (rectificationChanged.matches(event)) {
    const state = event.payload as RectificationState;
    return { id: state.rectificationId, type: UnitType.RECTIFICATION, state };
  }
  const state = event.payload as PeriodState;
  return { id: state.periodId, type: UnitType.PERIOD, state };
}

const unitOf = (event: LoggedEvent<Watched>): Unit => {
  return { ...stateOf(event), eventId: event.eventId, eventType: event.type };
};

/** What the log has told so far. */
async function frameOf(tx: Sql): Promise<{ readonly time: Date; readonly rules: RulesTaken }> {
  const [row] = await tx.query(sql.frame);
  const version = row?.rules_version ?? null;
  return {
    time: row?.time ?? new Date(0),
    rules: version === null ? defaultWarningRules : { version, scheme: warningRulesSchema.parse(row?.rules) },
  };
}

/** The moment at which an event is looked at: its own, or the latest that the log has told of, if that is later. */
const momentOf = (event: LoggedEvent, time: Date): Date => (event.occurredAt > time ? event.occurredAt : time);

async function takeUnits(tx: Sql, events: readonly LoggedEvent<Watched>[]): Promise<WarningNews[]> {
  const { time, rules } = await frameOf(tx);
  const units = events.map((event) => ({ event, unit: unitOf(event), version: event.aggregateVersion }));
  const atHand = await UnitsAtHand.read(
    tx,
    units.map(({ unit }) => unit),
  );
  const news = units.flatMap(({ event, ...given }): WarningNews[] => {
    if (!atHand.isNews(given)) return [];
    return [{ event, by: 'UNIT', turns: atHand.look(given, rules, momentOf(event, time)) }];
  });
  await atHand.write(tx, true);
  return news;
}

async function takeRules(
  tx: Sql,
  event: LoggedEvent<{ readonly version: number; readonly rules: object }>,
): Promise<WarningNews[]> {
  const { version, rules: given } = event.payload;
  await tx.query(sql.takeRules, [version, JSON.stringify(warningRulesSchema.parse(given))]);
  const { time, rules } = await frameOf(tx);
  const news: WarningNews[] = [];
  for (let behind = ['', '']; ;) {
    const rows = await tx.query(sql.watchedUnits, [...behind, pageSize]);
    const units = rows.map((row) => ({ unit: unitOfRow(row), version: row.version }));
    const atHand = await UnitsAtHand.read(
      tx,
      units.map(({ unit }) => unit),
    );
    const turns = units.flatMap((unit) => atHand.look(unit, rules, momentOf(event, time)));
    await atHand.write(tx, false);
    news.push({ event, by: 'RULES', turns });
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return news;
    behind = [last.type, last.id];
  }
}

async function takeTime(tx: Sql, event: LoggedEvent<{ readonly at: string }>): Promise<WarningNews[]> {
  const rows = await tx.query(sql.passTime, [new Date(event.payload.at)]);
  return [{ event, by: 'TIME', turns: rows.map(({ before, ...row }) => ({ row, before })) }];
}

function handlersOf(changed: WarningListener): EventHandler[] {
  const tell = async (tx: Sql, news: readonly WarningNews[]): Promise<void> => {
    const some = news.filter(({ turns }) => turns.length > 0);
    if (some.length > 0) await changed(tx, some);
  };
  return [
    ...onRuns<Watched>([dutyOfferChanged, rectificationChanged, indexPeriodChanged], async (events, tx) => {
      await tell(tx, await takeUnits(tx, events));
    }),
    on(dutyTimePassed, async (event, tx) => tell(tx, await takeTime(tx, event))),
    on(indexPolicySaved, async ({ payload: { policyId, version, policy } }, tx) => {
      await tx.query(sql.takeCohort, [policyId, version, JSON.stringify(policy)]);
    }),
    on(warningRulesSaved, async (event, tx) => tell(tx, await takeRules(tx, event))),
  ];
}

const nobody: WarningListener = () => Promise.resolve();

/**
 * The consumer that turns lights. They follow from the log alone: events of units, the instants that were told as passed,
 * and rules, each in its place; so do the regions of cohorts, by which lights over periods are seen. Who may run when: one
 * at a time, by the checkpoint's lock. Given a listener it tells of changes as well; without one its effects are its tables
 * alone, so that they can be made again from the log.
 */
export function dutyWarningsConsumer(changed: WarningListener = nobody): ConsumerDefinition {
  return {
    name: 'duty-warnings',
    schema: 'duty_schemes',
    handlers: handlersOf(changed),
    replica: { tables: sql.warningTables },
  };
}
