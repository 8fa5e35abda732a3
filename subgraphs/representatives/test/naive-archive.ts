import { businessDate } from '@lianxin/calendar';
import {
  dutyOfferChanged,
  filedProposalStatuses,
  findingChanged,
  type LoggedEvent,
  type NewEvent,
  proposalChanged,
  proposalRegistered,
  receptionScheduled,
  rectificationChanged,
  suggestionTransitioned,
} from '@lianxin/events';
import { idOf } from './archive-history.js';

/** A row of the archive as the test works it out. */
export interface NaiveDeed {
  readonly id: string;
  readonly representative_id: string;
  readonly kind: string;
  readonly held_on: string;
  readonly source_type: string;
  readonly source_id: string;
  readonly part: string | null;
  readonly stands: boolean;
  readonly event_id: string;
}

type Read<Contract extends { read: (event: LoggedEvent) => LoggedEvent<unknown> }> = ReturnType<Contract['read']>;

const dayOf = (instant: string): string => businessDate(new Date(instant));
const newestOf = <Event extends NewEvent>(events: readonly Event[]): Event | undefined =>
  [...events].sort((a, b) => b.aggregateVersion - a.aggregateVersion)[0];

/** The archive worked out from all events at once, source by source: slow and plain, and made without the consumer. */
export function naiveArchive(events: readonly NewEvent[]): NaiveDeed[] {
  const logged = events.map((event): LoggedEvent => ({ ...event, position: 1, recordedAt: event.occurredAt }));
  const bySource = new Map<string, LoggedEvent[]>();
  for (const event of logged) {
    const key = `${event.aggregateType} ${event.aggregateId}`;
    bySource.set(key, [...(bySource.get(key) ?? []), event]);
  }
  const read = <Contract extends { matches: (event: NewEvent) => boolean; read: (event: LoggedEvent) => LoggedEvent }>(
    contract: Contract,
    all: readonly LoggedEvent[],
  ): Read<Contract>[] =>
    all.filter((event) => contract.matches(event)).map((event) => contract.read(event) as Read<Contract>);
  const deeds: NaiveDeed[] = [];
  const add = (
    [source_type, source_id]: readonly [string, string],
    representative_id: string,
    deed: Pick<NaiveDeed, 'kind' | 'held_on' | 'event_id'> & { part?: string; stands?: boolean; key?: string },
  ): void => {
    const { key, part = null, stands = true, ...rest } = deed;
    const id = idOf(source_type, source_id, representative_id, ...(key ? [key] : []));
    if (deeds.some((each) => each.id === id)) return;
    deeds.push({ id, representative_id, source_type, source_id, part, stands, ...rest });
  };
  for (const all of bySource.values()) {
    for (const { payload, eventId } of read(dutyOfferChanged, all)) {
      if (payload.status !== 'COMPLETED' || payload.completedAt === null) continue;
      const deed = { kind: payload.kind, held_on: dayOf(payload.completedAt), event_id: eventId };
      add(['DutyTask', payload.taskId], payload.representativeId, deed);
    }
    const reception = newestOf(read(receptionScheduled, all));
    for (const deputy of reception?.payload.representativeIds ?? []) {
      const { receptionId, startsAt } = reception!.payload;
      const deed = { kind: 'RECEPTION', held_on: dayOf(startsAt), event_id: reception!.eventId };
      add(['ReceptionSession', receptionId], deputy, deed);
    }
    const rectification = newestOf(read(rectificationChanged, all));
    for (const { representativeId, at } of rectification?.payload.followUps ?? []) {
      const deed = { kind: 'FOLLOW_UP', held_on: dayOf(at), key: dayOf(at), event_id: rectification!.eventId };
      add(['Rectification', rectification!.payload.rectificationId], representativeId, deed);
    }
    const proposal = newestOf([...read(proposalRegistered, all), ...read(proposalChanged, all)]);
    if (proposal && filedProposalStatuses.includes(proposal.payload.status)) {
      const { leadProposerId, coSigners = [], submittedAt } = proposal.payload;
      const held_on = submittedAt == null ? businessDate(proposal.occurredAt) : dayOf(submittedAt);
      const deed = { kind: 'PROPOSAL', held_on, event_id: proposal.eventId };
      const source = ['Proposal', proposal.aggregateId] as const;
      add(source, leadProposerId, { ...deed, part: 'LEAD' });
      for (const { representativeId, confirmedAt } of coSigners) {
        if (confirmedAt !== null) add(source, representativeId, { ...deed, part: 'CO_SIGNER' });
      }
    }
    const moves = read(suggestionTransitioned, all).filter(
      ({ payload: { toStatus, representativeId } }) =>
        ['WITHDRAWN', 'REJECTED', 'MERGED', 'CONVERTED'].includes(toStatus) ||
        (['REPLIED', 'CLOSED', 'ARCHIVED'].includes(toStatus) && representativeId !== null),
    );
    const gone = ['WITHDRAWN', 'REJECTED', 'MERGED', 'CONVERTED'];
    const stands = !gone.includes(newestOf(moves)?.payload.toStatus ?? '');
    const answers = moves
      .filter(({ payload }) => !gone.includes(payload.toStatus))
      .map((event) => ({ ...event, day: businessDate(event.occurredAt) }))
      .sort((a, b) => (a.day === b.day ? (a.eventId < b.eventId ? -1 : 1) : a.day < b.day ? -1 : 1));
    for (const { payload, eventId, day } of answers) {
      const deed = { kind: 'SUGGESTION', held_on: day, stands, event_id: eventId };
      add(['Suggestion', payload.suggestionId], payload.representativeId!, deed);
    }
  }
  const findings = [...bySource.values()].flatMap((all) => newestOf(read(findingChanged, all)) ?? []);
  for (const canonical of findings) {
    if (canonical.payload.status !== 'VERIFIED') continue;
    const id = canonical.payload.findingId;
    const members = findings.filter(({ payload }) => (payload.mergedIntoId ?? payload.findingId) === id);
    const finders = members
      .filter(({ payload }) => payload.source === 'REPRESENTATIVE')
      .flatMap(({ payload, eventId }) =>
        payload.finderIds.map((deputy) => ({ deputy, day: dayOf(payload.reportedAt), eventId })),
      )
      .sort((a, b) => (a.day === b.day ? (a.eventId < b.eventId ? -1 : 1) : a.day < b.day ? -1 : 1));
    for (const { deputy, day, eventId } of finders) {
      add(['Finding', id], deputy, { kind: 'FINDING', held_on: day, event_id: eventId });
    }
  }
  return deeds.sort((a, b) => (a.id < b.id ? -1 : 1));
}
