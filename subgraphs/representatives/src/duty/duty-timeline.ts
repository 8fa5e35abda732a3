import { type NamedStatement, statement } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { type Connection, pageOf, pageRequest } from '@lianxin/subgraph-kit';
import type { RepresentativesContext } from '../representatives-context.js';
import { DutyTimelineConnection, DutyTimelineEntry } from './duty-part.types.js';

type Entry = Omit<DutyTimelineEntry, 'actor'> & {
  readonly actorRole: DutyTimelineEntry['actor']['role'];
  readonly actorName: string;
};

/** A part of a history. Plan: a range of the unique index on subject and version. */
const page = (table: string): NamedStatement<Entry> =>
  statement(
    `representatives_${table}_history_page`,
    `select h.version, h.event_id as "eventId", h.at, h.business_date as "businessDate", h.action, h.from_status as "fromStatus",
       h.to_status as "toStatus", h.actor_role as "actorRole", h.actor_name as "actorName", h.note
     from representatives.${table}_history h
     where h.subject_id = $1::uuid and h.version > $2::int
     order by h.version limit $3::int`,
  );
const total = (table: string): NamedStatement<{ count: number }> =>
  statement(
    `representatives_${table}_history_n`,
    `select count(*)::int as count from representatives.${table}_history h where h.subject_id = $1::uuid`,
  );

const histories = {
  duty_offer: { page: page('duty_offer'), total: total('duty_offer') },
  finding: { page: page('finding'), total: total('finding') },
  duty_record: { page: page('duty_record'), total: total('duty_record') },
  rectification: { page: page('rectification'), total: total('rectification') },
};

/** A page of the history of a record that the caller may see, the oldest step first; empty without a record. */
export async function dutyTimeline(
  { db }: RepresentativesContext,
  kind: keyof typeof histories,
  id: string | null,
  args: { first: number; after?: string },
): Promise<Connection<DutyTimelineEntry>> {
  const { first, after } = pageRequest(args, 1);
  const behind = after ? after[0] : 0;
  if (!Number.isInteger(behind)) throw new AppError('INVALID_CURSOR');
  const rows = await db.query(histories[kind].page, [id, behind, first + 1]);
  const entries = rows.map((row): DutyTimelineEntry =>
    Object.assign(new DutyTimelineEntry(), row, { actor: { role: row.actorRole, displayName: row.actorName } }),
  );
  const count = async (): Promise<number> => (await db.query(histories[kind].total, [id]))[0]?.count ?? 0;
  return DutyTimelineConnection.of(pageOf(entries, first, ({ version }) => [version], count));
}
