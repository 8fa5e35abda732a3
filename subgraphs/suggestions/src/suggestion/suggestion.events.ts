import type { SuggestionActor } from './suggestion.actor.js';
import { recordedActor } from './suggestion.actor.js';
import type { ActorRole, SuggestionAction } from './suggestion.enums.js';
import type { SuggestionState } from './suggestion.state.js';
import { businessDate } from '@lianxin/calendar';
import { type NewEvent, suggestionTransitioned, topic } from '@lianxin/events';
import { type HistoryRow, uuidV7 } from '@lianxin/workflow';

/** A transition that happened: what the history and the event are made from. */
export interface Transition {
  readonly action: SuggestionAction;
  readonly before: SuggestionState | null;
  readonly after: SuggestionState;
  readonly actor: SuggestionActor;
  readonly by: readonly ActorRole[];
  readonly note: string | null;
  readonly at: Date;
  readonly requestId: string | null;
}

/**
 * Whom an event concerns: those who watch the suggestion, its station, its units (a former one too), its deputy, and the
 * account of the person who raised it.
 */
function topicsOf({ before, after }: Transition): string[] {
  const units = [before?.leadUnitId, after.leadUnitId, ...after.assistUnitIds].filter((id) => id != null);
  return [
    topic.suggestion(after.id),
    topic.station(after.stationId),
    ...units.map(topic.unit),
    ...(after.representativeId === null ? [] : [topic.representative(after.representativeId)]),
    ...(after.constituentAccountId === null ? [] : [topic.account(after.constituentAccountId)]),
  ];
}

/** The history row and the outbox row of a transition; they share their identifier. */
export function recordsOf(transition: Transition): { history: HistoryRow; event: NewEvent } {
  const { action, before, after, actor, by, note, at, requestId } = transition;
  const { role, name } = recordedActor(actor, by);
  const eventId = uuidV7(at);
  const history: HistoryRow = {
    event_id: eventId,
    subject_id: after.id,
    version: after.version,
    action,
    from_status: before?.status ?? null,
    to_status: after.status,
    at,
    business_date: businessDate(at),
    actor_account_id: actor.accountId,
    actor_role: role,
    actor_name: name,
    note,
  };
  const event = suggestionTransitioned.create({
    eventId,
    aggregateType: 'suggestion',
    aggregateId: after.id,
    aggregateVersion: after.version,
    payload: {
      suggestionId: after.id,
      number: after.number,
      action,
      fromStatus: before?.status ?? null,
      toStatus: after.status,
      stationId: after.stationId,
      regionCode: after.regionCode,
      leadUnitId: after.leadUnitId,
      assistUnitIds: [...after.assistUnitIds],
      representativeId: after.representativeId,
      actorRole: role,
      actorName: name,
    },
    topics: topicsOf(transition),
    actor: { role, name, ...(actor.accountId !== null && { accountId: actor.accountId }) },
    requestId,
    occurredAt: at,
  });
  return { history, event };
}
