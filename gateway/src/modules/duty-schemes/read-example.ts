import { readFileSync } from 'node:fs';

/** A document of `gateway/schemes`, as it is in its file. */
export function readExample(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../schemes/${file}`, import.meta.url), 'utf8'));
}
