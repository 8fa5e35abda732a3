import { mkdir } from 'node:fs/promises';
import type { Db, Sql } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { type ArchiveManifest, type LogLine, manifestPath, readArchive, writeArchive } from './archive-file.js';
import { archiveLimit, type Holder } from './archive-limit.js';
import { listPartitions, lockPartitions, type LogPartition } from './partitions.js';

/** What to archive. */
export interface ArchiveOptions {
  /** Only events before this position, or logged before this instant. */
  readonly before: number | Date;
  /** Where the files go; made if it is missing. */
  readonly folder: string;
  /** All schemas with the tables of consumers (`eventTables`). */
  readonly consumerSchemas: readonly string[];
  /** Told while a partition is written: its events so far, and all. */
  readonly onProgress?: (done: number, all: number) => void;
}

/** What was archived. */
export interface Archived {
  readonly archives: readonly ArchiveManifest[];
  /** What the next partition waits for. */
  readonly heldBy: Holder;
  /** The first position that is kept. */
  readonly first: number;
}

const pageSize = 1_000;

/** The SQLSTATE of a lock that was not to be had within the lock timeout. */
const lockNotAvailable = '55P03';
const lockAttempts = 10;

/**
 * Writes whole partitions to files, the oldest first, reads each file back, and only then takes the partition out of the
 * log and drops it. What consumers have not handled, what they have parked, and the newest event stay. Interrupted at
 * any moment, a partition is in the log or in a verified file; run again, it goes on. May run beside everything else: to
 * drop a partition it waits for the reads under way.
 * @param db As an administrator, with a lock timeout of a second or so: nobody reads while it waits
 * @throws AppError UNAVAILABLE when the log was read without a pause
 */
export async function archiveLog(db: Db, options: ArchiveOptions): Promise<Archived> {
  await mkdir(options.folder, { recursive: true });
  const archives: ArchiveManifest[] = [];
  for (;;) {
    const [oldest] = await listPartitions(db);
    if (oldest === undefined) throw new Error('The log has no partition');
    const done = (heldBy: Holder): Archived => ({ archives, heldBy, first: oldest.first });
    if (!(await isAsked(db, oldest, options.before))) return done({ kind: 'asked' });
    const { position, heldBy } = await archiveLimit(db, options.consumerSchemas, oldest.end - 1);
    if (position < oldest.end - 1) return done(heldBy);
    archives.push(await archivePartition(db, oldest, options));
  }
}

async function isAsked(sql: Sql, { first, end }: LogPartition, before: number | Date): Promise<boolean> {
  if (typeof before === 'number') return end <= before;
  const [row] = await sql.queryText<{ asked: boolean }>(
    `select max(recorded_at) < $3 as asked from events.log where position >= $1 and position < $2`,
    [first, end, before],
  );
  return row?.asked === true;
}

async function archivePartition(db: Db, partition: LogPartition, options: ArchiveOptions): Promise<ArchiveManifest> {
  const { folder, consumerSchemas, onProgress } = options;
  const manifest = await writeArchive(folder, linesOf(db, partition, onProgress));
  const isWhole = manifest.firstPosition === partition.first && manifest.lastPosition === partition.end - 1;
  if (!isWhole) throw new Error(`The partition ${partition.name} does not hold all of its positions`);
  let read = 0;
  for await (const { position } of readArchive(manifestPath(folder, manifest))) read = position;
  if (read !== manifest.lastPosition) throw new Error(`The archive ${manifest.file} was replaced while it was read`);
  await inAQuietMoment(() => db.transaction((tx) => dropPartition(tx, partition, manifest, consumerSchemas)));
  return manifest;
}

/** Tries again when the lock was not to be had: readers that come meanwhile get their turn in between. */
async function inAQuietMoment(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const isBusy = error instanceof Error && 'code' in error && error.code === lockNotAvailable;
      if (!isBusy) throw error;
      if (attempt === lockAttempts) throw new AppError('UNAVAILABLE', {}, { cause: error });
    }
  }
}

async function* linesOf(
  sql: Sql,
  { first, end }: LogPartition,
  onProgress: ArchiveOptions['onProgress'],
): AsyncGenerator<LogLine, void, void> {
  for (let from = first; from < end;) {
    const lines = await sql.queryText<LogLine>(
      `select position, to_jsonb(l)::text as line from events.log l
       where position >= $1 and position < $2 order by position limit $3`,
      [from, end, pageSize],
    );
    if (lines.length === 0) return;
    yield* lines;
    from = (lines.at(-1)?.position ?? from) + 1;
    onProgress?.(from - first, end - first);
  }
}

/** The log is locked first: whoever reads holds it, and so meets either the partition or its absence, never a change. */
async function dropPartition(
  tx: Sql,
  { name, first, end }: LogPartition,
  { sha256, file }: ArchiveManifest,
  consumerSchemas: readonly string[],
): Promise<void> {
  await lockPartitions(tx);
  await tx.queryText('lock table events.log in access exclusive mode');
  const [oldest] = await listPartitions(tx);
  const limit = await archiveLimit(tx, consumerSchemas, end - 1);
  if (oldest?.name !== name || limit.position < end - 1) {
    throw new Error(`The partition ${name} came into use while it was archived; it stays`);
  }
  await tx.queryText(`alter table events.log detach partition events.${name}`);
  await tx.queryText(`drop table events.${name}`);
  await tx.queryText(
    'insert into events.archive (first_position, end_position, sha256, file) values ($1, $2, $3, $4)',
    [first, end, sha256, file],
  );
}
