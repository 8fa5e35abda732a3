import { type Db, statement } from '@lianxin/database';
import { coalesced, rowLoader } from '@lianxin/subgraph-kit';
import type { Constituent } from './constituent.types.js';

/** Plan: primary-key probes, one for each person of the page. */
const constituentsById = statement<Constituent>(
  'constituents_by_id',
  `select id, coalesce(name_masked, '匿名') as "displayName", phone_masked as "phoneMasked"
   from suggestions.constituent where id = any($1::uuid[])`,
);

/** Loaders of constituents for one fetch: the masked form only. */
export function createConstituentLoaders(db: Db) {
  return {
    byId: rowLoader<Constituent>(
      (ids) => coalesced(db, constituentsById.name, ids, (all) => db.query(constituentsById, [all])),
      (person) => person.id,
    ),
  };
}

export type ConstituentLoaders = ReturnType<typeof createConstituentLoaders>;
