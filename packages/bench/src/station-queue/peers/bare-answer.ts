import type { QueueRow } from './bare-queue.sql.js';

const stages: Readonly<Record<string, string>> = {
  COLLECTED: 'COLLECT',
  ADMITTED: 'COLLECT',
  DISPATCHED: 'DISPATCH',
  RETURN_PENDING: 'DISPATCH',
  IN_PROGRESS: 'ACCEPT',
  SUSPENDED: 'ACCEPT',
  REWORK: 'ACCEPT',
  ESCALATED: 'ACCEPT',
  REPLIED: 'FEEDBACK',
  CLOSED: 'EVALUATE',
  ARCHIVED: 'EVALUATE',
};

function lightOf({ status, clock_started_at: from, due_at: due }: QueueRow, now: number): string | null {
  if (!from || !due || status === 'REPLIED') return null;
  if (now >= due.getTime()) return 'RED';
  return now >= (from.getTime() + due.getTime()) / 2 ? 'YELLOW' : 'GREEN';
}

const cursorOf = ({ due_at: due, id }: QueueRow): string =>
  Buffer.from(JSON.stringify([due ?? 'infinity', id])).toString('base64url');

/** Where a page starts: the deadline and the identifier of the row before it. */
export function behind(cursor: string): readonly [string, string] {
  return JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string, string];
}

/** The rows in the shape of the client's answer. */
export function queueAnswer(rows: readonly QueueRow[], first: number, now: number): object {
  const [head] = rows;
  if (!head) return { data: { station: null } };
  const shown = rows.filter(({ id }) => id !== null).slice(0, first);
  const last = shown.at(-1);
  const edges = shown.map((row) => ({
    cursor: cursorOf(row),
    node: {
      id: row.id,
      number: row.number,
      title: row.title,
      stage: stages[row.status] ?? null,
      status: row.status,
      light: lightOf(row, now),
      urgency: row.urgency,
      collectedAt: row.collected_at,
      dueAt: row.due_at,
      version: row.version,
      category: row.category_code && { code: row.category_code, name: row.category_name },
      constituent: { displayName: row.display_name, phoneMasked: row.phone_masked },
      leadUnit: row.lead_unit_id && { id: row.lead_unit_id, name: row.lead_unit_name },
      representative: row.representative_id && { id: row.representative_id, name: row.representative_name },
    },
  }));
  const { station_id: id, station_name: name, tier, kind, region_code: code, region_name: regionName, total } = head;
  const suggestions = {
    totalCount: total,
    pageInfo: { hasNextPage: rows.length > first, endCursor: last ? cursorOf(last) : null },
    edges,
  };
  return { data: { station: { id, name, tier, kind, region: { code, name: regionName }, suggestions } } };
}
