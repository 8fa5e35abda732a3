import { createHash } from 'node:crypto';
import {
  ActorRole,
  dutyOfferChanged,
  DutyTaskKind,
  DutyTaskStatus,
  findingChanged,
  FindingSource,
  FindingStatus,
  type NewEvent,
  proposalChanged,
  proposalRegistered,
  ProposalStatus,
  receptionScheduled,
  rectificationChanged,
  RectificationStatus,
  SuggestionAction,
  SuggestionStatus,
  suggestionTransitioned,
} from '@lianxin/events';

/** Chance that is the same for the same seed. */
export function chance(seed: number) {
  let state = seed * 2_654_435_761 + 1;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  const shuffled = <Item>(items: readonly Item[]): Item[] => {
    const all = [...items];
    for (let last = all.length - 1; last > 0; last -= 1) {
      const other = below(last + 1);
      [all[last], all[other]] = [all[other] as Item, all[last] as Item];
    }
    return all;
  };
  return { below, pick, shuffled };
}

/** An id made of words. */
export const idOf = (...words: readonly (string | number)[]): string =>
  createHash('md5')
    .update(words.join(' '))
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const hourMs = 3_600_000;
const start = Date.parse('2026-01-05T01:00:00Z');

/** What the log might tell of some deputies in some months: every kind of source, with steps back and corrections. */
export function archiveHistory(seed: number, sources: number): NewEvent[] {
  const { below, pick, shuffled } = chance(seed);
  const deputies = Array.from({ length: 6 }, (_, n) => idOf('deputy', seed, n));
  const some = (most: number): string[] => shuffled(deputies).slice(0, below(most + 1));
  const events: NewEvent[] = [];
  let told = 0;
  const about = (aggregateType: string, aggregateId: string, aggregateVersion: number) => {
    told += 1;
    const occurredAt = new Date(start + told * 7 * hourMs);
    return { eventId: idOf('event', seed, told), aggregateType, aggregateId, aggregateVersion, topics: [], occurredAt };
  };
  const instant = (): string => new Date(start + below(2_000) * hourMs).toISOString();
  const suggestion = (id: string): void => {
    for (let version = 1, last = 2 + below(6); version <= last; version += 1) {
      const payload = {
        suggestionId: id,
        number: 'JH-1',
        action: SuggestionAction.REPLY,
        fromStatus: null,
        toStatus: pick(Object.values(SuggestionStatus)),
        stationId: 's',
        regionCode: '330702000000',
        leadUnitId: null,
        assistUnitIds: [],
        representativeId: pick([null, ...deputies.slice(0, 2)]),
        actorRole: ActorRole.SYSTEM,
        actorName: '系统',
      };
      events.push(suggestionTransitioned.create({ ...about('suggestion', id, version), payload }));
    }
  };
  const proposal = (id: string): void => {
    for (let version = 1, last = 1 + below(4); version <= last; version += 1) {
      const coSigners = some(3).map((representativeId) => ({ representativeId, confirmedAt: pick([null, instant()]) }));
      const status = pick([...Object.values(ProposalStatus), ProposalStatus.CLOSED, ProposalStatus.CLOSED]);
      const state = { number: null, status, regionCode: '330700000000', leadUnitId: null };
      const whole = { ...state, leadProposerId: pick(deputies), coSigners, submittedAt: pick([null, instant()]) };
      if (version > 1) {
        const payload = { proposalId: id, ...whole };
        events.push(proposalChanged.create({ ...about('proposal', id, version), payload }));
      } else {
        const { coSigners: _, submittedAt: __, ...old } = whole;
        const payload = { id, ...pick([whole, old]) };
        events.push(proposalRegistered.create({ ...about('proposal', id, version), payload }));
      }
    }
  };
  const reported: string[] = [];
  const finding = (id: string): void => {
    const reportedAt = instant();
    const finderIds = [pick(deputies), ...some(2)];
    const source = pick([...Object.values(FindingSource), FindingSource.REPRESENTATIVE]);
    for (let version = 1, last = 1 + below(4); version <= last; version += 1) {
      const status = version < 3 ? pick([FindingStatus.REPORTED, FindingStatus.VERIFIED]) : FindingStatus.VERIFIED;
      // The last word of a merged finding is that it was merged.
      const merges = version === last && reported.length > 0 && below(3) === 0;
      const payload = {
        findingId: id,
        status: merges ? FindingStatus.MERGED : status,
        source,
        taskId: null,
        object: null,
        existedSince: null,
        reportedAt,
        finderIds: [...new Set(finderIds)].slice(0, version),
        verifiedAt: null,
        mergedIntoId: merges ? pick(reported) : null,
      };
      events.push(findingChanged.create({ ...about('finding', id, version), payload }));
    }
    reported.push(id);
  };
  const rectification = (id: string): void => {
    const followUps: { representativeId: string; at: string; inTime: boolean }[] = [];
    for (let version = 1, last = 1 + below(5); version <= last; version += 1) {
      if (below(2) === 0) followUps.push({ representativeId: pick(deputies), at: instant(), inTime: true });
      const payload = {
        rectificationId: id,
        findingId: 'f',
        status: pick(Object.values(RectificationStatus)),
        responsibleUnitId: null,
        representativeIds: deputies,
        dueOn: '2026-03-31',
        acceptedAt: null,
        followUps: [...followUps],
      };
      events.push(rectificationChanged.create({ ...about('rectification', id, version), payload }));
    }
  };
  const reception = (id: string): void => {
    for (let version = 1, last = 1 + below(2); version <= last; version += 1) {
      const [startsAt, endsAt] = [instant(), instant()];
      const payload = { receptionId: id, stationId: 's', startsAt, endsAt, representativeIds: some(3) };
      events.push(receptionScheduled.create({ ...about('reception_session', id, version), payload }));
    }
  };
  const task = (taskId: string): void => {
    const offerId = idOf('offer', taskId);
    const steps = [DutyTaskStatus.OFFERED, DutyTaskStatus.CLAIMED, pick(Object.values(DutyTaskStatus))];
    const [kind, representativeId] = [pick(Object.values(DutyTaskKind)), pick(deputies)];
    for (const [index, status] of steps.entries()) {
      const completedAt = status === DutyTaskStatus.COMPLETED ? instant() : null;
      const payload = {
        ...{ offerId, taskId, representativeId, kind, status, completedAt },
        ...{ offeredAt: instant(), claimBy: instant(), dueAt: instant(), claimedAt: null, droppedAt: null },
        ...{ dropApproved: false, excuse: null, conclusion: null, object: null },
      };
      events.push(dutyOfferChanged.create({ ...about('duty_offer', offerId, index + 1), payload }));
    }
  };
  const kinds = { suggestion, proposal, finding, rectification, reception, task };
  for (let n = 0; n < sources; n += 1) {
    const kind = pick(Object.keys(kinds) as (keyof typeof kinds)[]);
    kinds[kind](idOf(kind, seed, n));
  }
  return events;
}
