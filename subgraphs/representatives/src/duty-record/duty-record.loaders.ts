import type { Db } from '@lianxin/database';
import { loaderPerArguments, rowLoader, rowsLoader } from '@lianxin/subgraph-kit';
import type { Under } from '../representative/representative.sql.js';
import {
  archiveCounts,
  type ArchiveFilter,
  type ArchivePage,
  archivesOf,
  deedsById,
  newestSteps,
} from './duty-archive.sql.js';
import type { ArchivedDeed } from './duty-record.types.js';

/** Loaders of archives, for one fetch. */
export function dutyRecordLoaders(db: Db) {
  return {
    archivedDeed: rowLoader<ArchivedDeed>(
      (ids) => deedsById(db, ids),
      ({ id }) => id,
    ),
    newestStep: rowLoader<{ readonly key: string; readonly eventId: string }>(
      (ids) => db.query(newestSteps, [ids]),
      ({ key }) => key,
    ),
    archive: loaderPerArguments(({ filter, page }: { filter: ArchiveFilter; page: ArchivePage }) =>
      rowsLoader<Under<ArchivedDeed>>(
        (ids) => archivesOf(db, ids, filter, page),
        ({ parentKey }) => parentKey,
      ),
    ),
    archiveCount: loaderPerArguments(({ filter, today }: { filter: ArchiveFilter; today: string }) =>
      rowLoader<{ readonly key: string; readonly count: number }>(
        (ids) => archiveCounts(db, ids, filter, today),
        ({ key }) => key,
      ),
    ),
  };
}
