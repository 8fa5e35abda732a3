import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kind, parse, print } from 'graphql';

const folder = fileURLToPath(new URL('../../testing/operations/', import.meta.url));

/** The documents that our first clients send, by the name of their operation. */
export const clientOperations: ReadonlyMap<string, string> = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .flatMap((file) => parse(readFileSync(join(folder, file), 'utf8')).definitions)
    .flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.name
        ? [[definition.name.value, print(definition)]]
        : [],
    ),
);

/** The document of a client's operation. */
export function clientOperation(name: string): string {
  const document = clientOperations.get(name);
  if (!document) throw new Error(`No client sends ${name}`);
  return document;
}
