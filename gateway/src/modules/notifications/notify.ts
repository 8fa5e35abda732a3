import { type Clock, lastDayOf } from '@lianxin/calendar';
import type { Sql } from '@lianxin/database';
import {
  dutyRecordApproved,
  dutyRecordRejected,
  evaluationTold,
  type EventHandler,
  indexObjectionChanged,
  indexPeriodTold,
  type LoggedEvent,
  on,
  suggestionTransitioned,
  webhookChanged,
} from '@lianxin/events';
import { isUuid } from '@lianxin/subgraph-kit';
import { regionPathHandler, regionPaths } from '../region-paths/region-paths.js';
import { announceNotifications } from './announce-notifications.js';
import { type Concerned, concernedBy, concernedIn } from './concern.js';
import { NotificationKind, type ToldPeriod } from './notification.row.js';
import { tellConcerned } from './notification.sql.js';

/** News that are older are history: a consumer that begins at the start of a long log tells nobody of it. */
const longestNewsMs = 7 * 86_400_000;

const nobody: Concerned = {
  stationId: null,
  unitIds: [],
  representativeIds: [],
  officeRegions: [],
  inspectorRegions: [],
  accountIds: [],
};

/** What is told of an event. */
interface Told {
  readonly kind: NotificationKind;
  readonly subjectId: string;
  readonly number: string | null;
  readonly action: string | null;
  readonly toStatus: string | null;
  readonly period: ToldPeriod | null;
}

/** What is told of something that is no suggestion. */
const about = (kind: NotificationKind, subjectId: string, period: ToldPeriod | null = null): Told => ({
  kind,
  subjectId,
  number: null,
  action: null,
  toStatus: null,
  period,
});

/** A record that the office decided about, one way or the other. */
interface DecidedRecord {
  readonly recordId: string;
  readonly representativeId: string;
}

/** What the consumer goes by. */
export interface NotifyOptions {
  readonly clock: Clock;
  /** Whether mail goes out from this installation. */
  readonly sendsMail: boolean;
}

/** The handlers: rows for those whom an event concerns, and the event that rings, in the transaction of the checkpoint. */
export function notifyHandlers({ clock, sendsMail }: NotifyOptions): readonly EventHandler[] {
  const isHistory = ({ occurredAt }: LoggedEvent): boolean =>
    clock.now().getTime() - occurredAt.getTime() > longestNewsMs;
  const tell = async (tx: Sql, event: LoggedEvent, whom: Concerned, what: Told): Promise<void> => {
    const now = clock.now();
    const actor = event.actor?.accountId;
    const told = await tx.query(tellConcerned, [
      whom.stationId,
      whom.unitIds,
      whom.representativeIds,
      whom.officeRegions,
      whom.inspectorRegions,
      whom.accountIds.filter(isUuid),
      actor !== undefined && isUuid(actor) ? actor : null,
      event.eventId,
      what.kind,
      what.subjectId,
      what.number,
      what.action,
      what.toStatus,
      event.occurredAt,
      sendsMail,
      now,
      what.period && JSON.stringify(what.period),
    ]);
    const accountIds = told.map(({ account_id }) => account_id);
    await announceNotifications(tx, event, accountIds, now);
  };
  const tellDecided = async (event: LoggedEvent<DecidedRecord>, tx: Sql): Promise<void> => {
    const { recordId, representativeId } = event.payload;
    if (isHistory(event)) return;
    const concerned = { ...nobody, representativeIds: [representativeId] };
    await tell(tx, event, concerned, about(NotificationKind.DUTY_RECORD_DECIDED, recordId));
  };
  return [
    regionPathHandler,
    on(suggestionTransitioned, async (event, tx) => {
      const { payload, topics } = event;
      const { suggestionId: subjectId, number, action, toStatus, regionCode } = payload;
      if (isHistory(event)) return;
      const parts = concernedBy(action, toStatus);
      if (parts.size === 0) return;
      // Few actions concern a region's offices; the others need not know what lies above it.
      const isOfRegion = parts.has('OFFICE') || parts.has('INSPECTORS');
      const regionPath = isOfRegion ? ((await regionPaths(tx, [regionCode])).get(regionCode) ?? []) : [];
      const whom = concernedIn({ ...payload, topics, regionPath });
      const kind = NotificationKind.SUGGESTION_MOVED;
      await tell(tx, event, whom, { kind, subjectId, number, action, toStatus, period: null });
    }),
    on(webhookChanged, async (event, tx) => {
      const { action, webhookId: subjectId, createdBy } = event.payload;
      if (isHistory(event) || !action.startsWith('DISABLED')) return;
      await tell(
        tx,
        event,
        { ...nobody, accountIds: [createdBy] },
        about(NotificationKind.WEBHOOK_DISABLED, subjectId),
      );
    }),
    on(indexObjectionChanged, async (event, tx) => {
      const { objectionId, representativeId, state } = event.payload;
      if (isHistory(event) || state === 'OPEN') return;
      const what = about(NotificationKind.OBJECTION_ANSWERED, objectionId);
      await tell(tx, event, { ...nobody, representativeIds: [representativeId] }, what);
    }),
    on(dutyRecordApproved, tellDecided),
    on(dutyRecordRejected, tellDecided),
    on(indexPeriodTold, async (event, tx) => {
      const { periodId, kind, start, state, objectionsUntil, hash, representativeIds } = event.payload;
      if (isHistory(event)) return;
      const isShown = state === 'DRAFT';
      const period = { kind, start, until: lastDayOf(new Date(objectionsUntil)), hash };
      const what = isShown ? NotificationKind.INDEX_PERIOD_SHOWN : NotificationKind.INDEX_PERIOD_FROZEN;
      await tell(tx, event, { ...nobody, representativeIds }, about(what, periodId, period));
    }),
    on(evaluationTold, async (event, tx) => {
      const { evaluationId, kind, start, hash, subjectIds } = event.payload;
      if (isHistory(event)) return;
      // Who is judged is a deputy, or the account of somebody who is none; no id is both.
      const whom = { ...nobody, representativeIds: subjectIds, accountIds: subjectIds };
      await tell(tx, event, whom, about(NotificationKind.EVALUATION_CLOSED, evaluationId, { kind, start, hash }));
    }),
  ];
}
