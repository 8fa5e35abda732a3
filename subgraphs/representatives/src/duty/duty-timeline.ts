import { AppError } from '@lianxin/errors';
import { type Connection, pageOf, pageRequest } from '@lianxin/subgraph-kit';
import type { RepresentativesContext } from '../representatives-context.js';
import type { histories } from './duty-history.sql.js';
import { DutyTimelineConnection, DutyTimelineEntry } from './duty-part.types.js';

/** A page of the history of a record that the caller may see, the oldest step first; empty without a record. */
export async function dutyTimeline(
  { loaders }: RepresentativesContext,
  kind: keyof typeof histories,
  id: string | null,
  args: { first: number; after?: string },
): Promise<Connection<DutyTimelineEntry>> {
  const { first, after } = pageRequest(args, 1);
  const behind = after ? after[0] : 0;
  if (typeof behind !== 'number' || !Number.isInteger(behind)) throw new AppError('INVALID_CURSOR');
  const rows = id === null ? [] : await loaders.dutyHistory(id, { kind, behind, first });
  const entries = rows.map((row): DutyTimelineEntry =>
    Object.assign(new DutyTimelineEntry(), row, { actor: { role: row.actorRole, displayName: row.actorName } }),
  );
  const count = async (): Promise<number> =>
    id === null ? 0 : ((await loaders.dutyHistoryCount(id, { kind }))?.count ?? 0);
  return DutyTimelineConnection.of(pageOf(entries, first, ({ version }) => [version], count));
}
