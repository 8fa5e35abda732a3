import { businessDate } from '@lianxin/calendar';
import { type Sql, statement } from '@lianxin/database';
import {
  type ConsumerDefinition,
  dutyOfferChanged,
  DutyRecordKind,
  DutyTaskStatus,
  type EventHandler,
  on,
  receptionScheduled,
  SuggestionStatus,
  suggestionTransitioned,
} from '@lianxin/events';
import { isUuid } from '@lianxin/subgraph-kit';

/** What the log tells of a deputy's deed: what kind, on which day, and where it is on record. */
interface Deed {
  readonly representativeIds: readonly string[];
  readonly kind: DutyRecordKind;
  readonly day: string;
  readonly source: readonly [type: 'DutyTask' | 'ReceptionSession' | 'Suggestion', id: string];
}

/**
 * Its id is made of source and deputy, so that the same log gives the same rows; the first event of a deed names its day.
 * Plan: an insert for each deputy.
 */
const putDeeds = statement<never>(
  'duty_deed_put',
  `insert into duty_deed (id, representative_id, kind, held_on, source_type, source_id)
   select md5($4::text || ' ' || $5::text || ' ' || d)::uuid, d::uuid, $2::text, $3::date, $4::text, $5::text
   from unnest($1::text[]) d on conflict (id) do nothing`,
);

async function put(tx: Sql, { representativeIds, kind, day, source: [type, id] }: Deed): Promise<void> {
  await tx.query(putDeeds, [representativeIds.filter(isUuid), kind, day, type, id]);
}

const handled: readonly SuggestionStatus[] = [SuggestionStatus.REPLIED, SuggestionStatus.CLOSED];

const handlers: readonly EventHandler[] = [
  on(dutyOfferChanged, async ({ payload }, tx) => {
    const { status, completedAt, representativeId, kind, taskId } = payload;
    if (status !== DutyTaskStatus.COMPLETED || completedAt === null) return;
    const day = businessDate(new Date(completedAt));
    const deed = { representativeIds: [representativeId], kind: DutyRecordKind[kind], day };
    await put(tx, { ...deed, source: ['DutyTask', taskId] });
  }),
  on(suggestionTransitioned, async ({ payload, occurredAt }, tx) => {
    const { representativeId, toStatus, suggestionId } = payload;
    if (representativeId === null || !handled.includes(toStatus)) return;
    const deed = { representativeIds: [representativeId], kind: DutyRecordKind.SUGGESTION };
    await put(tx, { ...deed, day: businessDate(occurredAt), source: ['Suggestion', suggestionId] });
  }),
  on(receptionScheduled, async ({ payload: { receptionId, startsAt, representativeIds } }, tx) => {
    const day = businessDate(new Date(startsAt));
    const source = ['ReceptionSession', receptionId] as const;
    await put(tx, { representativeIds, kind: DutyRecordKind.RECEPTION, day, source });
  }),
];

/** Keeps what the log tells of deputies' deeds; all it has comes from there, so that it can be made again. */
export const dutyArchiveConsumer: ConsumerDefinition = {
  name: 'duty-archive',
  schema: 'representatives',
  handlers,
  replica: { tables: ['duty_deed'] },
};
