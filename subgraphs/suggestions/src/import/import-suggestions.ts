import { refuse, type RefusalReason } from '@lianxin/errors';
import { wakeRelay } from '@lianxin/events';
import { apply, eventRecord, uuidV7 } from '@lianxin/workflow';
import { registerConstituent } from '../constituent/constituent-register.js';
import { findStation, type StationRef } from '../directory/station-ref.sql.js';
import { systemActor } from '../suggestion/suggestion.actor.js';
import { clocksAfter } from '../suggestion/suggestion.deadlines.js';
import {
  ActorRole, IntakeChannel, ResultCode, SuggestionAction, SuggestionStatus as S, type Urgency,
} from '../suggestion/suggestion.enums.js';
import { recordsOf } from '../suggestion/suggestion.events.js';
import { suggestionMachine } from '../suggestion/suggestion.machine.js';
import type { SuggestionServices } from '../suggestion/suggestion.services.js';
import { rowOf, type SuggestionState } from '../suggestion/suggestion.state.js';
import { importBatch, knownNumbers } from './import-suggestions.sql.js';

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

/** What became of a batch. `taken` are numbers that stand for another message already. */
export interface ImportedBatch {
  readonly added: number;
  readonly replies: number;
  readonly unchanged: number;
  readonly taken: readonly string[];
}

/** The station of an import by its code, or why not. */
export async function importTarget(services: SuggestionServices, stationCode: string, source: string): Promise<ImportTarget | { refused: RefusalReason }> {
  const station = await findStation(services.db, { id: null, code: stationCode });
  return station ? { station, source } : { refused: refuse('STATION_UNKNOWN') };
}

const importer = { ...systemActor, displayName: '导入' };

interface Records {
  readonly suggestion: string;
  readonly person: object | null;
  readonly history: object[];
  readonly events: string[];
  readonly reply: object | null;
}

/** A message as a suggestion with its history: collected when it was written, replied when it was answered. */
async function recordsFor(services: SuggestionServices, { station, source }: ImportTarget, message: MessageToImport, now: Date): Promise<Records> {
  const { collectedAt, reply, constituentName, phone } = message;
  const id = uuidV7(collectedAt);
  const isNamed = Boolean(constituentName || phone);
  const person = isNamed
    ? await registerConstituent(services.db, services.privacy, { accountId: null, name: constituentName ?? null, phone: phone ?? null }, now)
    : null;
  const urgency = message.urgency as Urgency;
  const collected: SuggestionState = {
    id, version: 1, number: await services.numbers.next(collectedAt),
    stationId: station.id, regionCode: station.regionCode, regionPath: station.regionPath, channel: IntakeChannel.IMPORT,
    title: message.title, content: message.content, categoryCode: message.categoryCode, urgency, status: S.COLLECTED,
    constituentId: person?.id ?? null, constituentAccountId: person?.accountId ?? null, anonymous: !isNamed, contactConsent: false,
    leadUnitId: null, assistUnitIds: [], representativeId: null,
    collectedAt, admittedAt: null, dispatchedAt: null, acceptedAt: null, repliedAt: null, closedAt: null,
    // The station can take it up from now on, not from when it was written elsewhere.
    ...clocksAfter(services, null, { status: S.COLLECTED, urgency, dispatchedAt: null }, now),
    dispatchCount: 0, designated: false, reworkNo: 0, mergedIntoId: null, rating: null,
    source, sourceNumber: message.sourceNumber, supportCount: message.supportCount, opposeCount: message.opposeCount,
    calendarVersion: services.calendar.version, updatedAt: now,
  };
  const common = { actor: importer, by: [ActorRole.SYSTEM], note: null, requestId: null };
  const first = recordsOf({ ...common, action: SuggestionAction.COLLECT, before: null, after: collected, at: collectedAt });
  const base = { person: person?.newRow ?? null, history: [first.history], events: [eventRecord(first.event)], reply: null };
  if (!reply) return { ...base, suggestion: rowOf(collected) };

  const outcome = apply(suggestionMachine, collected, 'IMPORT_REPLY', importer, {}, reply.repliedAt);
  if (!outcome.ok) throw new Error(`IMPORT_REPLY refused: ${outcome.reason.code}`);
  const moved = { ...collected, status: outcome.to, version: 2, repliedAt: reply.repliedAt };
  const replied: SuggestionState = { ...moved, ...clocksAfter(services, collected, moved, reply.repliedAt) };
  const second = recordsOf({ ...common, action: SuggestionAction.IMPORT_REPLY, before: collected, after: replied, at: reply.repliedAt });
  return {
    ...base,
    suggestion: rowOf(replied),
    history: [first.history, second.history],
    events: [eventRecord(first.event), eventRecord(second.event)],
    reply: {
      id: uuidV7(reply.repliedAt), suggestion_id: id, unit_id: null, representative_id: null, result_code: ResultCode.EXPLAINED,
      text: reply.text, contact_record: null, promised_date: null, replied_at: reply.repliedAt, round: 0,
    },
  };
}

/** Which messages of a batch are new, which are known, and which come with a number that stands for another message. */
export async function sortBatch(services: SuggestionServices, { source }: ImportTarget, messages: readonly MessageToImport[]) {
  const known = await services.db.query(knownNumbers, [source, messages.map(({ sourceNumber }) => sourceNumber)]);
  const titles = new Map(known.map(({ sourceNumber, title }) => [sourceNumber, title]));
  const fresh: MessageToImport[] = [];
  const taken: string[] = [];
  let unchanged = 0;
  for (const message of messages) {
    const title = titles.get(message.sourceNumber);
    if (title === undefined) {
      fresh.push(message);
      titles.set(message.sourceNumber, message.title);
    } else if (title === message.title) unchanged += 1;
    else taken.push(message.sourceNumber);
  }
  return { fresh, unchanged, taken };
}

const jsonList = (rows: readonly (object | null)[]): string => JSON.stringify(rows.filter((row) => row !== null));
const rawList = (rows: readonly string[]): string => `[${rows.join(',')}]`;

/**
 * Imports a batch of messages, whole or not at all. Messages whose number is known are left as they are, so an import
 * that was stopped goes on when it is run again, and one that was finished adds nothing.
 */
export async function importSuggestions(services: SuggestionServices, target: ImportTarget, messages: readonly MessageToImport[]): Promise<ImportedBatch> {
  const { fresh, unchanged, taken } = await sortBatch(services, target, messages);
  if (fresh.length === 0) return { added: 0, replies: 0, unchanged, taken };
  const now = services.clock.now();
  const records: Records[] = [];
  for (const message of fresh) records.push(await recordsFor(services, target, message, now));
  const added = await services.db.query(importBatch, [
    rawList(records.map(({ suggestion }) => suggestion)),
    jsonList(records.map(({ person }) => person)),
    jsonList(records.flatMap(({ history }) => history)),
    rawList(records.flatMap(({ events }) => events)),
    jsonList(records.map(({ reply }) => reply)),
  ]);
  wakeRelay(services.db);
  const replies = fresh.filter(({ reply }) => reply).length;
  return { added: added.length, replies, unchanged: unchanged + fresh.length - added.length, taken };
}
