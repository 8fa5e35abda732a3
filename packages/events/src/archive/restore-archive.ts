import { join } from 'node:path';
import type { Db, Sql } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { manifestPath, readArchive, readManifest } from './archive-file.js';
import { listPartitions, lockPartitions } from './partitions.js';

/** What to bring back. */
export interface RestoreOptions {
  /** Where the files lie. */
  readonly folder: string;
  /** The first position wanted: the whole log unless told. */
  readonly from?: number;
  /** Told after every page: the position reached, and the last of its partition. */
  readonly onProgress?: (position: number, last: number) => void;
}

interface ArchiveRow {
  readonly first: number;
  readonly end: number;
  readonly sha256: string;
  readonly file: string;
}

const pageSize = 500;

/**
 * Brings archived partitions back into the log, the newest first, so that the log never has a gap; each is one
 * transaction, and its rows are what they were. The files stay. Returns the first position that is kept now.
 * @param db As an administrator
 * @throws AppError ARCHIVE_DAMAGED when a file is missing, was changed, or is not the one that this database wrote
 */
export async function restoreArchive(db: Db, { folder, from = 1, onProgress }: RestoreOptions): Promise<number> {
  for (;;) {
    const first = await db.transaction(async (tx) => {
      await lockPartitions(tx);
      const kept = (await listPartitions(tx))[0]?.first ?? 1;
      if (kept <= from) return null;
      const [archive] = await tx.queryText<ArchiveRow>(
        `select first_position as first, end_position as "end", sha256, file from events.archive
         where end_position = $1`,
        [kept],
      );
      if (archive === undefined) return null;
      await bringBack(tx, archive, folder, onProgress);
      return archive.first;
    });
    if (first === null) return (await listPartitions(db))[0]?.first ?? 1;
  }
}

async function bringBack(
  tx: Sql,
  { first, end, sha256, file }: ArchiveRow,
  folder: string,
  onProgress: RestoreOptions['onProgress'],
): Promise<void> {
  const path = manifestPath(folder, { file });
  if ((await readManifest(path)).sha256 !== sha256) throw new AppError('ARCHIVE_DAMAGED', { file: join(folder, file) });
  const [made] = await tx.queryText<{ name: string }>('select events.new_partition($1) as name', [first]);
  if (made === undefined) throw new Error('No partition was made');
  let page: string[] = [];
  const put = async (): Promise<void> => {
    await tx.queryText(
      `insert into events.${made.name}
       select r.* from jsonb_array_elements($1::jsonb) with ordinality as e (line, place),
         jsonb_populate_record(null::events.log, e.line) as r order by place`,
      [`[${page.join(',')}]`],
    );
    page = [];
  };
  for await (const { position, line } of readArchive(path)) {
    page.push(line);
    if (page.length < pageSize) continue;
    await put();
    onProgress?.(position, end - 1);
  }
  if (page.length > 0) await put();
  await tx.queryText('select events.attach_partition($1, $2, $3)', [made.name, first, end]);
  await tx.queryText('delete from events.archive where first_position = $1', [first]);
}
