import { apply, eventRecord, uuidV7 } from '@lianxin/workflow';
import { type RegisteredConstituent, registerConstituent } from '../constituent/constituent-register.js';
import type { StationRef } from '../directory/station-ref.sql.js';
import { systemActor } from '../suggestion/suggestion.actor.js';
import { clocksAfter } from '../suggestion/suggestion.deadlines.js';
import {
  ActorRole,
  IntakeChannel,
  Rating,
  ResultCode,
  SuggestionAction,
  SuggestionStatus as S,
  type Urgency,
} from '../suggestion/suggestion.enums.js';
import { recordsOf } from '../suggestion/suggestion.events.js';
import { suggestionMachine } from '../suggestion/suggestion.machine.js';
import type { SuggestionServices } from '../suggestion/suggestion.services.js';
import { rowOf, type SuggestionState } from '../suggestion/suggestion.state.js';

/** A message of another system, as an import brings it. Texts are inert and within the limits of the table. */
export interface MessageToImport {
  readonly sourceNumber: string;
  readonly title: string;
  readonly content: string;
  readonly collectedAt: Date;
  readonly constituentName?: string;
  readonly phone?: string;
  readonly reply?: { readonly text: string; readonly repliedAt: Date };
  readonly supportCount: number;
  readonly opposeCount: number;
  readonly categoryCode: string | null;
  readonly urgency: Urgency | `${Urgency}`;
}

/** Where messages go, and what their numbers belong to. */
export interface ImportTarget {
  readonly station: StationRef;
  readonly source: string;
}

const importer = { ...systemActor, displayName: '导入' };

const commonTo = { actor: importer, by: [ActorRole.SYSTEM], note: null, requestId: null };

/** The message as a suggestion that its station can take up from now on, not from when it was written elsewhere. */
function collected(
  services: SuggestionServices,
  target: ImportTarget,
  message: MessageToImport,
  person: RegisteredConstituent | null,
  number: string,
  now: Date,
): SuggestionState {
  const { collectedAt, title, content, categoryCode, sourceNumber, supportCount, opposeCount } = message;
  const { station, source } = target;
  const urgency = message.urgency as Urgency;
  return {
    id: uuidV7(collectedAt),
    version: 1,
    number,
    stationId: station.id,
    regionCode: station.regionCode,
    regionPath: station.regionPath,
    channel: IntakeChannel.IMPORT,
    title,
    content,
    categoryCode,
    urgency,
    status: S.COLLECTED,
    constituentId: person?.id ?? null,
    constituentAccountId: person?.accountId ?? null,
    anonymous: !person,
    contactConsent: false,
    leadUnitId: null,
    assistUnitIds: [],
    representativeId: null,
    collectedAt,
    admittedAt: null,
    dispatchedAt: null,
    acceptedAt: null,
    repliedAt: null,
    closedAt: null,
    ...clocksAfter(services, null, { status: S.COLLECTED, urgency, dispatchedAt: null }, now),
    dispatchCount: 0,
    designated: false,
    reworkNo: 0,
    mergedIntoId: null,
    rating: null,
    source,
    sourceNumber,
    supportCount,
    opposeCount,
    calendarVersion: services.calendar.version,
    updatedAt: now,
  };
}

interface Step {
  readonly state: SuggestionState;
  readonly history: object;
  readonly event: string;
}

function step(
  services: SuggestionServices,
  before: SuggestionState,
  action: 'IMPORT_REPLY' | 'EXPIRE',
  change: Partial<SuggestionState>,
  at: Date,
): Step {
  const outcome = apply(suggestionMachine, before, action, importer, {}, at);
  if (!outcome.ok) throw new Error(`${action} refused: ${outcome.reason.code}`);
  const moved = { ...before, ...change, status: outcome.to, version: before.version + 1 };
  const state: SuggestionState = { ...moved, ...clocksAfter(services, before, moved, at) };
  const { history, event } = recordsOf({ ...commonTo, action: SuggestionAction[action], before, after: state, at });
  return { state, history, event: eventRecord(event) };
}

/** Everything that an imported message adds. */
export interface ImportedRecords {
  readonly suggestion: string;
  readonly person: object | null;
  readonly history: object[];
  readonly events: string[];
  readonly reply: object | null;
  readonly evaluation: object | null;
}

/**
 * A message as a suggestion with its history: collected when it was written, replied when it was answered, and closed
 * unrated where the time to rate it is over.
 */
export async function recordsFor(
  services: SuggestionServices,
  target: ImportTarget,
  message: MessageToImport,
  now: Date,
): Promise<ImportedRecords> {
  const { collectedAt, reply, constituentName: name = null, phone = null } = message;
  const data = { accountId: null, name, phone };
  const person = name || phone ? await registerConstituent(services.db, services.privacy, data, now) : null;
  const first = collected(services, target, message, person, await services.numbers.next(collectedAt), now);
  const { history, event } = recordsOf({
    ...commonTo,
    action: SuggestionAction.COLLECT,
    before: null,
    after: first,
    at: collectedAt,
  });
  const begun = {
    person: person?.newRow ?? null,
    history: [history],
    events: [eventRecord(event)],
    reply: null,
    evaluation: null,
  };
  if (!reply) return { ...begun, suggestion: rowOf(first) };

  const { repliedAt, text } = reply;
  const replied = step(services, first, 'IMPORT_REPLY', { repliedAt }, repliedAt);
  const replyRow = {
    id: uuidV7(repliedAt),
    suggestion_id: first.id,
    unit_id: null,
    representative_id: null,
    result_code: ResultCode.EXPLAINED,
    text,
    contact_record: null,
    promised_date: null,
    replied_at: repliedAt,
    round: 0,
  };
  const answered = {
    ...begun,
    history: [history, replied.history],
    events: [...begun.events, replied.event],
    reply: replyRow,
  };
  const { dueAt } = replied.state;
  if (!dueAt || dueAt > now) return { ...answered, suggestion: rowOf(replied.state) };

  const closed = step(services, replied.state, 'EXPIRE', { rating: Rating.UNRATED, closedAt: dueAt }, dueAt);
  return {
    ...answered,
    suggestion: rowOf(closed.state),
    history: [...answered.history, closed.history],
    events: [...answered.events, closed.event],
    evaluation: {
      id: uuidV7(dueAt),
      suggestion_id: first.id,
      rating: Rating.UNRATED,
      attitude_rating: null,
      reason: null,
      comment: null,
      evaluated_at: dueAt,
      round: 0,
    },
  };
}
