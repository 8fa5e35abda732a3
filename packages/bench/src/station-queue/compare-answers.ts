import { isDeepStrictEqual } from 'node:util';
import type { SeenPage } from './contenders.js';

/** Fields that must be equal; `light` may turn while the run goes on, instants are written with or without an offset. */
const comparable = (node: Readonly<Record<string, unknown>>): unknown[] => {
  const { id, number, title, stage, status, urgency, version, category, constituent, leadUnit, collectedAt, dueAt } =
    node;
  const instants = [collectedAt, dueAt].map((at) => (typeof at === 'string' ? Date.parse(at) : at));
  const name = (node['representative'] as { name?: string } | null)?.name ?? null;
  return [id, number, title, stage, status, urgency, version, name, ...instants, category, constituent, leadUnit];
};

/**
 * Says where two contenders differ in a page that both were asked for: a server that answers something else, faster, has
 * won nothing.
 */
export function differences(expected: ReadonlyMap<string, SeenPage>, seen: ReadonlyMap<string, SeenPage>): string[] {
  const found: string[] = [];
  for (const [key, page] of seen) {
    const other = expected.get(key);
    if (!other) found.push(`${key}: only one has this page`);
    else if (page.total !== other.total) found.push(`${key}: ${page.total} in all, not ${other.total}`);
    else if (!isDeepStrictEqual(plain(page), plain(other))) found.push(`${key}: other items`);
  }
  return found;
}

const plain = ({ nodes }: SeenPage): unknown => JSON.parse(JSON.stringify(nodes.map(comparable)));
