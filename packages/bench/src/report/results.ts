import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Git ignores it: figures belong to the machine that they were taken on. */
const resultsDir = fileURLToPath(new URL('../../results/', import.meta.url));

/** Writes files into the results folder by their names, and says where they are. */
export function writeResults(files: Readonly<Record<string, string>>): string[] {
  mkdirSync(resultsDir, { recursive: true });
  return Object.entries(files).map(([name, content]) => {
    writeFileSync(resultsDir + name, content);
    return resultsDir + name;
  });
}
