import type { Sql } from '@lianxin/database';
import type {
  LoggedEvent,
  mandateEnded,
  mandateGranted,
  mandateSuspensionsChanged,
  representativeRegistered,
} from '@lianxin/events';
import { putDeputies, putMandates, putSuspensions } from './deputy.sql.js';
import { type IndexChange, recountDeputies, takeTurn } from './recount.js';
import { peopleWithUnits } from './unit-state.sql.js';

type PayloadOf<Contract extends { read(event: LoggedEvent): LoggedEvent }> = ReturnType<Contract['read']>['payload'];
type Registered = PayloadOf<typeof representativeRegistered>;
type Granted = PayloadOf<typeof mandateGranted>;
type Ended = PayloadOf<typeof mandateEnded>;
type Suspended = PayloadOf<typeof mandateSuspensionsChanged>;

/** An event that tells a fact about a deputy. */
export type DeputyEvent = LoggedEvent<Registered | Granted | Ended | Suspended>;

const isRegistration = (event: DeputyEvent): event is LoggedEvent<Registered> => 'code' in event.payload;
const isSuspension = (event: DeputyEvent): event is LoggedEvent<Suspended> => 'suspensions' in event.payload;
const isMandate = (event: DeputyEvent): event is LoggedEvent<Granted | Ended> =>
  !isRegistration(event) && !isSuspension(event);

/** Events in rounds: in none are two of the same mandate, and those of one mandate keep their order. */
function roundsOf<Payload extends { readonly mandateId: string }>(
  events: readonly LoggedEvent<Payload>[],
): LoggedEvent<Payload>[][] {
  const rounds: LoggedEvent<Payload>[][] = [];
  const seen = new Map<string, number>();
  for (const event of events) {
    const round = seen.get(event.payload.mandateId) ?? 0;
    seen.set(event.payload.mandateId, round + 1);
    (rounds[round] ??= []).push(event);
  }
  return rounds;
}

/** Keeps what events tell of deputies and their mandates. */
async function putFacts(tx: Sql, events: readonly DeputyEvent[]): Promise<void> {
  const registered = events.filter(isRegistration).map(({ payload }) => ({
    id: payload.representativeId,
    code: payload.code,
    name: payload.name,
    region_code: payload.regionCode,
    // An early event tells no path: the own region is all that is known.
    region_path: [...new Set([...(payload.regionPath ?? []), payload.regionCode])],
    is_party_member: payload.isPartyMember ?? null,
    congress_level: payload.congressLevel ?? null,
  }));
  if (registered.length > 0) {
    const last = new Map(registered.map((row) => [row.id, row]));
    await tx.query(putDeputies, [JSON.stringify([...last.values()])]);
  }
  for (const round of roundsOf(events.filter(isMandate))) {
    const rows = round.map(({ payload, aggregateVersion: version }) => {
      const { mandateId: id, representativeId: representative_id, termNo: term_no, to: to_day } = payload;
      return { id, representative_id, term_no, from_day: 'from' in payload ? payload.from : null, to_day, version };
    });
    await tx.query(putMandates, [JSON.stringify(rows)]);
  }
  for (const round of roundsOf(events.filter(isSuspension))) {
    const rows = round.map(({ payload, aggregateVersion: version }) => {
      const { mandateId: id, representativeId: representative_id, termNo: term_no, suspensions } = payload;
      return { id, representative_id, term_no, suspensions, version };
    });
    await tx.query(putSuspensions, [JSON.stringify(rows)]);
  }
}

/**
 * Takes what events tell of deputies, and counts anew what these have done, and nothing else. Deputies do not depend on
 * each other, so those of whom nothing is known yet, which is nearly everybody of a list that is taken over, are taken
 * together; the others one event after another, since what counted between two of them is kept.
 */
export async function takeDeputies(tx: Sql, events: readonly DeputyEvent[]): Promise<IndexChange[]> {
  await takeTurn(tx, events[0]?.position ?? 0, events.at(-1)?.position);
  const ids = [...new Set(events.map(({ payload }) => payload.representativeId))];
  const known = new Set((await tx.query(peopleWithUnits, [ids])).map(({ id }) => id));
  await putFacts(
    tx,
    events.filter(({ payload }) => !known.has(payload.representativeId)),
  );
  for (const event of events) {
    const { representativeId } = event.payload;
    if (!known.has(representativeId)) continue;
    await putFacts(tx, [event]);
    await recountDeputies(tx, [representativeId], event.position);
  }
  return events.map((event) => ({ event, representativeIds: [event.payload.representativeId] }));
}
