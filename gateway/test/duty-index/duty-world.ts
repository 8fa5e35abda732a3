import {
  appendToOutbox,
  dutyOfferChanged,
  DutyTaskKind,
  DutyTaskStatus,
  findingChanged,
  FindingSource,
  FindingStatus,
  InspectionConclusion,
  mandateGranted,
  type NewEvent,
  rectificationChanged,
  RectificationStatus,
  representativeRegistered,
  wakeRelay,
} from '@lianxin/events';
import type { OfferState, RectificationState } from '../../src/modules/duty-index/core/contribution.js';
import type { World } from '../gateway-world.js';

/** Deeds of deputies in March 2026, written into the log as the representatives subgraph writes them. */
export interface Deeds {
  /** A deputy of a district of a city, unless told. */
  deputy(
    id: string,
    more?: { isPartyMember?: boolean; from?: string; to?: string | null; regionPath?: readonly string[] },
  ): void;
  /** An offer that was claimed and is done, unless told. */
  offer(id: string, representativeId: string, change?: Partial<OfferState>): void;
  /** An inspection in April of an object of its own, with a verified finding of the deputy, or without one. */
  inspection(id: string, representativeId: string, found: boolean): void;
  /** A finding of the inspection room about the object of an inspection, known to have existed at the visit. */
  contradiction(id: string, inspectionId: string): void;
  /** A rectification that was accepted in time, unless told. */
  rectification(id: string, representativeId: string, change?: Partial<RectificationState>): void;
  /** Writes what was told and waits until it is counted. */
  count(): Promise<void>;
}

const districtPath = ['330700000000', '330702000000'];

export function deedsIn(world: World): Deeds {
  const told: NewEvent[] = [];
  const versions = new Map<string, number>();
  const aggregate = (aggregateType: string, aggregateId: string) => {
    const aggregateVersion = (versions.get(`${aggregateType} ${aggregateId}`) ?? 0) + 1;
    versions.set(`${aggregateType} ${aggregateId}`, aggregateVersion);
    return { aggregateType, aggregateId, aggregateVersion, topics: [], occurredAt: world.clock.now() };
  };
  const offer: Deeds['offer'] = (offerId, representativeId, change = {}) => {
    const payload = {
      offerId,
      taskId: `task-${offerId}`,
      representativeId,
      kind: DutyTaskKind.RECEPTION,
      status: DutyTaskStatus.COMPLETED,
      offeredAt: '2026-03-01T01:00:00Z',
      claimBy: '2026-03-20T08:00:00Z',
      dueAt: '2026-03-30T08:00:00Z',
      claimedAt: '2026-03-02T08:00:00Z',
      completedAt: '2026-03-25T08:00:00Z',
      droppedAt: null,
      dropApproved: false,
      excuse: null,
      conclusion: null,
      object: null,
      ...change,
    };
    told.push(dutyOfferChanged.create({ ...aggregate('duty_offer', offerId), payload }));
  };
  const finding = (findingId: string, inspectionId: string, finderIds: string[], taskId: string | null): void => {
    const payload = {
      findingId,
      status: FindingStatus.VERIFIED,
      source: taskId === null ? FindingSource.INSPECTION_ROOM : FindingSource.REPRESENTATIVE,
      taskId,
      object: { type: 'station', id: inspectionId },
      existedSince: '2026-01-01T00:00:00Z',
      reportedAt: '2026-03-26T08:00:00Z',
      finderIds,
      verifiedAt: '2026-03-28T08:00:00Z',
      mergedIntoId: null,
    };
    told.push(findingChanged.create({ ...aggregate('finding', findingId), payload }));
  };
  return {
    deputy(representativeId, { isPartyMember = true, from = '2022-03-01', to = null, regionPath = districtPath } = {}) {
      const registered = {
        representativeId,
        code: representativeId,
        name: representativeId,
        regionCode: regionPath.at(-1) ?? '',
      };
      const cohort = { isPartyMember, congressLevel: 'CITY', regionPath: [...regionPath] };
      const payload = {
        mandateId: `m-${representativeId}`,
        representativeId,
        termNo: 8,
        from,
        to,
        electoralDistrict: null,
      };
      told.push(
        representativeRegistered.create({
          ...aggregate('representative', representativeId),
          payload: { ...registered, ...cohort },
        }),
        mandateGranted.create({ ...aggregate('mandate', payload.mandateId), payload }),
      );
    },
    offer,
    inspection(id, representativeId, found) {
      offer(id, representativeId, {
        kind: DutyTaskKind.INSPECTION,
        claimBy: '2026-02-20T08:00:00Z',
        offeredAt: '2026-02-01T08:00:00Z',
        claimedAt: '2026-02-02T08:00:00Z',
        conclusion: found ? InspectionConclusion.PROBLEM_FOUND : InspectionConclusion.CLEAN,
        object: { type: 'station', id },
      });
      if (found) finding(`finding-${id}`, id, [representativeId], `task-${id}`);
    },
    contradiction: (id, inspectionId) => finding(id, inspectionId, [], null),
    rectification(rectificationId, representativeId, change = {}) {
      const payload = {
        rectificationId,
        findingId: `finding-${rectificationId}`,
        status: RectificationStatus.ACCEPTED,
        responsibleUnitId: 'u1',
        representativeIds: [representativeId],
        dueOn: '2026-03-31',
        acceptedAt: '2026-03-30T08:00:00Z',
        followUps: [],
        ...change,
      };
      told.push(rectificationChanged.create({ ...aggregate('rectification', rectificationId), payload }));
    },
    async count() {
      await appendToOutbox(world.db, 'identity', told.splice(0));
      wakeRelay(world.db);
      do await world.relay.drain();
      while (await world.gateway.catchUp());
    },
  };
}

/** The worked example of RULEBOOK §5.5 for a deputy: 7 of 8, 3 of 4, 4 of 5. */
export function workedExample(deeds: Deeds, who: string): void {
  const { CANCELLED, EXPIRED } = DutyTaskStatus;
  for (const no of [1, 2, 3, 4, 5, 6, 7]) deeds.offer(`${who}-o${no}`, who);
  deeds.offer(`${who}-o8`, who, { status: EXPIRED, claimedAt: null, completedAt: null });
  deeds.offer(`${who}-o9`, who, { status: CANCELLED, claimedAt: null, completedAt: null });
  deeds.offer(`${who}-o10`, who, { status: EXPIRED, claimedAt: null, completedAt: null, excuse: 'ON_LEAVE' as never });
  for (const no of [1, 2, 3]) deeds.inspection(`${who}-i${no}`, who, true);
  for (const no of [4, 5, 6, 7, 8, 9, 10]) deeds.inspection(`${who}-i${no}`, who, false);
  deeds.contradiction(`${who}-c`, `${who}-i4`);
  for (const no of [1, 2, 3, 4]) deeds.rectification(`${who}-z${no}`, who);
  deeds.rectification(`${who}-z5`, who, { acceptedAt: '2026-04-02T08:00:00Z' });
}
