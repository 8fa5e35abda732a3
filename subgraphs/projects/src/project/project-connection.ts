import { type Connection, pageOf } from '@lianxin/subgraph-kit';
import type { LivelihoodProject } from './project.entity.js';
import { LivelihoodProjectConnection } from './project.types.js';

/** A page of projects; the cursor names year, region and number. */
export function projectConnection(
  fetched: readonly LivelihoodProject[],
  first: number,
  totalCount: () => Promise<number>,
): Connection<LivelihoodProject> {
  const keyOf = ({ year, regionCode, number }: LivelihoodProject): [number, string, string] => [
    year,
    regionCode,
    number,
  ];
  return LivelihoodProjectConnection.of(pageOf(fetched, first, keyOf, totalCount));
}
