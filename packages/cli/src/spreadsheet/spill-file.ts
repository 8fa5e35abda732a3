import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PAGE_BYTES = 64 * 1024;
const WRITE_BYTES = 256 * 1024;

/**
 * A temporary file that is first written to its end and then read at random, through a few cached pages. Reading is
 * synchronous on purpose: it happens for every cell, inside the XML parser's callbacks, and nearly always in a page at
 * hand, because programs number shared strings in the order in which the rows use them.
 */
export class SpillFile implements Disposable {
  readonly #folder: string;
  readonly #file: number;
  readonly #pages = new Map<number, Buffer>();
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #written = 0;
  #isClosed = false;

  constructor(private readonly cachedPages: number) {
    this.#folder = mkdtempSync(join(tmpdir(), 'lianxin-import-'));
    this.#file = openSync(join(this.#folder, 'spill'), 'wx+', 0o600);
    // Where the system allows it the file loses its name now: then not even a killed process leaves it behind.
    this.#removeFolder();
  }

  /** Bytes appended so far. */
  get length(): number {
    return this.#written + this.#pendingBytes;
  }

  append(bytes: Buffer): void {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    if (this.#pendingBytes >= WRITE_BYTES) this.flush();
  }

  /** Writes what is pending; to be called between the last `append` and the first `read`. */
  flush(): void {
    const bytes = Buffer.concat(this.#pending);
    for (let at = 0; at < bytes.length;) {
      const count = writeSync(this.#file, bytes, at, bytes.length - at, this.#written);
      at += count;
      this.#written += count;
    }
    this.#pending = [];
    this.#pendingBytes = 0;
  }

  /** The bytes at a position. They are a view into a page: use them before the next call. */
  read(position: number, length: number): Buffer {
    const first = Math.floor(position / PAGE_BYTES);
    const last = Math.floor((position + length - 1) / PAGE_BYTES);
    const start = position - first * PAGE_BYTES;
    if (length === 0 || first === last) return this.#page(first).subarray(start, start + length);
    const pages = Array.from({ length: last - first + 1 }, (_, at) => this.#page(first + at));
    return Buffer.concat(pages).subarray(start, start + length);
  }

  [Symbol.dispose](): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    closeSync(this.#file);
    this.#removeFolder();
  }

  #page(number: number): Buffer {
    const cached = this.#pages.get(number);
    if (cached) {
      // A map keeps its keys in order of insertion: the first is the one not used for longest.
      this.#pages.delete(number);
      this.#pages.set(number, cached);
      return cached;
    }
    const page = Buffer.alloc(PAGE_BYTES);
    readSync(this.#file, page, 0, PAGE_BYTES, number * PAGE_BYTES);
    this.#pages.set(number, page);
    if (this.#pages.size > this.cachedPages) this.#pages.delete(this.#pages.keys().next().value ?? number);
    return page;
  }

  #removeFolder(): void {
    try {
      rmSync(this.#folder, { recursive: true, force: true });
    } catch (error) {
      // Windows keeps the name of an open file; the second call, after closing, removes it.
      if (this.#isClosed) throw error;
    }
  }
}
