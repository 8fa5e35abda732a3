import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { AppError } from '@lianxin/errors';
import { z } from 'zod';

const manifestSchema = z.object({
  format: z.literal(1),
  /** The name of the file beside the manifest: gzip of one JSON object a line, the columns of `events.log`. */
  file: z.string().regex(/^log-\d+-\d+\.ndjson\.gz$/),
  firstPosition: z.int().positive(),
  lastPosition: z.int().positive(),
  events: z.int().positive(),
  /** Of the file. */
  bytes: z.int().positive(),
  /** Of the file, as `sha256sum` computes it. */
  sha256: z.string(),
  /** Of what is in it. */
  contentSha256: z.string(),
});

/** What is known of an archived stretch of the log. */
export type ArchiveManifest = z.infer<typeof manifestSchema>;

/** A row of the log as PostgreSQL writes it: nothing is lost on the way through JavaScript's dates and numbers. */
export interface LogLine {
  readonly position: number;
  readonly line: string;
}

const manifestName = (file: string): string => file.replace(/\.ndjson\.gz$/, '.json');

async function* hashed(chunks: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/**
 * Writes a stretch of the log, in order, to `folder`; both files have their names only once they are whole and on disk.
 * An archive of the same stretch is replaced.
 */
export async function writeArchive(folder: string, lines: AsyncIterable<LogLine>): Promise<ArchiveManifest> {
  const part = join(folder, `.log-${String(process.pid)}.part`);
  const [content, whole] = [createHash('sha256'), createHash('sha256')];
  let first = 0;
  let last = 0;
  let events = 0;
  const noted = async function* (): AsyncGenerator<Buffer> {
    for await (const { position, line } of lines) {
      if (events === 0) first = position;
      last = position;
      events += 1;
      yield Buffer.from(`${line}\n`);
    }
  };
  try {
    await pipeline(
      Readable.from(hashed(noted(), content)),
      createGzip({ level: 9 }),
      (chunks: AsyncIterable<Buffer>) => hashed(chunks, whole),
      createWriteStream(part, { flush: true }),
    );
    const manifest: ArchiveManifest = {
      format: 1,
      file: `log-${String(first)}-${String(last)}.ndjson.gz`,
      firstPosition: first,
      lastPosition: last,
      events,
      bytes: (await stat(part)).size,
      sha256: whole.digest('hex'),
      contentSha256: content.digest('hex'),
    };
    const path = join(folder, manifest.file);
    await rename(part, path);
    await writeFile(part, `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
    await rename(part, manifestName(path));
    await syncFolder(folder);
    return manifest;
  } finally {
    await rm(part, { force: true });
  }
}

/**
 * Reads an archive's manifest.
 * @throws AppError ARCHIVE_DAMAGED
 */
export async function readManifest(path: string): Promise<ArchiveManifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new AppError('ARCHIVE_DAMAGED', { file: path }, { cause });
  }
}

/**
 * Reads the lines of an archive; whoever comes to the end knows that the file is what its manifest says: both sums, the
 * number of events, and positions without a gap.
 * @throws AppError ARCHIVE_DAMAGED
 */
export async function* readArchive(manifestPath: string): AsyncGenerator<LogLine, void, void> {
  const manifest = await readManifest(manifestPath);
  const path = join(dirname(manifestPath), manifest.file);
  const [content, whole] = [createHash('sha256'), createHash('sha256')];
  let expected = manifest.firstPosition;
  try {
    const unpacked = createGunzip();
    const reading = pipeline(
      createReadStream(path),
      (chunks: AsyncIterable<Buffer>) => hashed(chunks, whole),
      unpacked,
    );
    // Heard here, so that it is no unhandled rejection; `await reading` below throws it.
    reading.catch((error: Error) => unpacked.destroy(error));
    for await (const line of createInterface({ input: unpacked, crlfDelay: Infinity })) {
      content.update(`${line}\n`);
      const { position } = JSON.parse(line) as { position?: unknown };
      if (position !== expected) throw new Error(`Position ${String(expected)} is missing`);
      yield { position: expected, line };
      expected += 1;
    }
    await reading;
  } catch (cause) {
    throw new AppError('ARCHIVE_DAMAGED', { file: path }, { cause });
  }
  const isWhole =
    expected === manifest.lastPosition + 1 &&
    manifest.events === expected - manifest.firstPosition &&
    whole.digest('hex') === manifest.sha256 &&
    content.digest('hex') === manifest.contentSha256;
  if (!isWhole) throw new AppError('ARCHIVE_DAMAGED', { file: path });
}

/** Where the manifest of an archive lies. */
export function manifestPath(folder: string, { file }: Pick<ArchiveManifest, 'file'>): string {
  return join(folder, manifestName(file));
}
