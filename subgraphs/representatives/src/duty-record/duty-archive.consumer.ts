import { businessDate } from '@lianxin/calendar';
import type { Sql } from '@lianxin/database';
import {
  type ConsumerDefinition,
  dutyOfferChanged,
  DutyRecordKind,
  DutyTaskStatus,
  type EventHandler,
  findingChanged,
  FindingSource,
  FindingStatus,
  type LoggedEvent,
  on,
  proposalChanged,
  proposalRegistered,
  receptionScheduled,
  rectificationChanged,
  suggestionTransitioned,
} from '@lianxin/events';
import { isUuid } from '@lianxin/subgraph-kit';
import { MarketStand, marketStand } from '../claim-market/market-stand.js';
import { addToSource, type DeedSourceType, putFinalDeed, type SourceEvent, takeDeeds } from './duty-deed.sql.js';
import { takeFinding } from './finding-deed.sql.js';
import { deedsOfFollowUps, deedsOfProposal, deedsOfReception } from './told-deeds.js';

const sourceOf = (type: DeedSourceType, id: string, event: LoggedEvent): SourceEvent => ({
  type,
  id,
  version: event.aggregateVersion,
  eventId: event.eventId,
});

async function takeProposal(
  tx: Sql,
  event: LoggedEvent<Parameters<typeof deedsOfProposal>[0]>,
  id: string,
): Promise<void> {
  await takeDeeds(tx, sourceOf('Proposal', id, event), deedsOfProposal(event.payload, event.occurredAt));
}

const handlers: readonly EventHandler[] = [
  on(dutyOfferChanged, async ({ payload, eventId }, tx) => {
    const { status, completedAt, representativeId, kind, taskId } = payload;
    if (status !== DutyTaskStatus.COMPLETED || completedAt === null || !isUuid(representativeId)) return;
    const day = businessDate(new Date(completedAt));
    const deed = { representativeId, kind: DutyRecordKind[kind], day };
    await putFinalDeed(tx, { type: 'DutyTask', id: taskId, eventId }, deed);
  }),
  on(suggestionTransitioned, async (event, tx) => {
    const { representativeId, toStatus, suggestionId } = event.payload;
    const stand = marketStand(toStatus, null);
    const deputy = stand === MarketStand.HANDLED && isUuid(representativeId) ? representativeId : null;
    if (deputy === null && stand !== MarketStand.GONE) return;
    const day = businessDate(event.occurredAt);
    const deed = deputy === null ? null : { representativeId: deputy, kind: DutyRecordKind.SUGGESTION, day };
    await addToSource(tx, sourceOf('Suggestion', suggestionId, event), stand !== MarketStand.GONE, deed);
  }),
  on(receptionScheduled, async (event, tx) => {
    const { receptionId, startsAt, representativeIds } = event.payload;
    const deeds = deedsOfReception(representativeIds, startsAt);
    await takeDeeds(tx, sourceOf('ReceptionSession', receptionId, event), deeds);
  }),
  on(proposalRegistered, (event, tx) => takeProposal(tx, event, event.payload.id)),
  on(proposalChanged, (event, tx) => takeProposal(tx, event, event.payload.proposalId)),
  on(findingChanged, async ({ payload, aggregateVersion: version, eventId }, tx) => {
    const { findingId: id, status, source, reportedAt, mergedIntoId } = payload;
    if (!isUuid(id)) return;
    const foundOn = businessDate(new Date(reportedAt));
    const finderIds = source === FindingSource.REPRESENTATIVE ? payload.finderIds.filter(isUuid) : [];
    const merged = isUuid(mergedIntoId) ? mergedIntoId : null;
    const verified = status === FindingStatus.VERIFIED;
    await takeFinding(tx, { id, version, verified, foundOn, finderIds, mergedIntoId: merged, eventId });
  }),
  on(rectificationChanged, async (event, tx) => {
    const { rectificationId, followUps } = event.payload;
    await takeDeeds(tx, sourceOf('Rectification', rectificationId, event), deedsOfFollowUps(followUps));
  }),
];

/** Keeps what the log tells of deputies' deeds; all it has comes from there, so that it can be made again. */
export const dutyArchiveConsumer: ConsumerDefinition = {
  name: 'duty-archive',
  schema: 'representatives',
  handlers,
  replica: { tables: ['duty_deed', 'duty_deed_source', 'duty_deed_finding'] },
};
