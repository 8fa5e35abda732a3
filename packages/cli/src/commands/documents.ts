import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@lianxin/errors';
import { manifestOf } from '@lianxin/gateway';
import { type DocumentNode, GraphQLError, parse, print, separateOperations } from 'graphql';

/** Where operations are read and the manifest is written, from the repository's root. */
export interface DocumentPlaces {
  readonly folders: readonly string[];
  readonly manifest: string;
}

/** The operations of our clients: those of the contract, and the console's own. */
const ours: DocumentPlaces = {
  folders: ['packages/testing/operations', 'gateway/graphiql/operations'],
  manifest: 'packages/cli/documents.json',
};

/** Writes the manifest; returns its file. */
export function writeDocuments(root: string, places: Partial<DocumentPlaces> = {}): string {
  const { folders, manifest } = { ...ours, ...places };
  writeFileSync(join(root, manifest), manifestText(root, folders));
  return manifest;
}

/** What is wrong with the committed manifest. Empty when it says what the operations' files say. */
export function documentFaults(root: string): string[] {
  const isTrue = readText(join(root, ours.manifest)) === manifestText(root, ours.folders);
  return isTrue ? [] : [`${ours.manifest}: run \`npm run documents:write\``];
}

function manifestText(root: string, folders: readonly string[]): string {
  const documents = folders.flatMap((folder) => documentsIn(join(root, folder)));
  return `${JSON.stringify(manifestOf(documents), undefined, 2)}\n`;
}

/** The texts of a folder's operations, each with the fragments of its file that it uses, as graphql-js prints them. */
function documentsIn(folder: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  return files.sort().flatMap((file) => {
    const operations = separateOperations(parsed(join(folder, file)));
    if ('' in operations)
      throw new AppError('BAD_CONFIGURATION', { reason: `${join(folder, file)}: query NAME { … }` });
    return Object.values(operations).map((operation) => print(operation));
  });
}

function parsed(file: string): DocumentNode {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause;
    throw new AppError('BAD_CONFIGURATION', { reason: `${file}: ${cause.message}` }, { cause });
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
