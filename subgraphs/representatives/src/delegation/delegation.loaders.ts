import type { Db } from '@lianxin/database';
import { loaderPerArguments, rowLoader, rowsLoader } from '@lianxin/subgraph-kit';
import { In } from 'typeorm';
import type { Representative } from '../representative/representative.entity.js';
import type { Under } from '../representative/representative.sql.js';
import { Delegation } from './delegation.entity.js';
import { representativeCounts, representativesOfDelegations } from './delegation.sql.js';

/** Arguments of a nested list ordered by code. */
interface CodePage {
  readonly first: number;
  readonly after: string;
}

/** Loaders of delegations, for one fetch. */
export function delegationLoaders(db: Db) {
  return {
    delegation: rowLoader<Delegation>(
      (ids) => db.dataSource.getRepository(Delegation).findBy({ id: In([...ids]) }),
      (delegation) => delegation.id,
    ),
    representativesOfDelegation: loaderPerArguments(({ first, after }: CodePage) =>
      rowsLoader<Under<Representative>>(
        (ids) => db.query(representativesOfDelegations, [ids, after, first + 1]),
        (row) => row.parentKey,
      ),
    ),
    representativeCountOfDelegation: rowLoader<{ key: string; count: number }>(
      (ids) => db.query(representativeCounts, [ids]),
      (row) => row.key,
    ),
  };
}
