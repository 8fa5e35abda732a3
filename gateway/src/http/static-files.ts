import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { Answer } from './respond.js';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/** Everything from our own origin, no scripts but files, nothing framed. The editor sets style attributes. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers for the files of one folder, by their path in it (`page.js`). */
export type StaticFiles = (path: string) => Answer | null;

/**
 * The files of a folder, listed once: a path that is not in the list does not exist, so nothing a client writes is ever
 * made into a path of the disk. Files whose names carry a hash are kept by browsers for good.
 */
export function staticFiles(folder: string): StaticFiles {
  const files = new Map<string, string>();
  for (const entry of listOf(folder)) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && extname(file) in types) files.set(relative(folder, file).split(sep).join('/'), file);
  }
  return (path) => {
    const file = files.get(path);
    if (file === undefined) return null;
    const hashed = /-[A-Z0-9]{8}\.\w+$/.test(path);
    return {
      status: 200,
      headers: {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': pagePolicy,
        'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      },
      body: readFileSync(file),
    };
  };
}

function listOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    // Not built: the page is missing, the API is not.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
