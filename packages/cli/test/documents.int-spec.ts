import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentFaults, writeDocuments } from '../src/commands/documents.js';
import { clientOperations } from './client-operations.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

describe('the manifest of documents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-documents-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const manifest = (file: string): string[] =>
    Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);

  it('says what the files of our clients say', () => {
    expect(documentFaults(root)).toEqual([]);
    const documents = manifest(join(root, 'packages/cli/documents.json'));
    expect(documents).toEqual(expect.arrayContaining([...clientOperations.values()]));
  });

  it('finds drift', () => {
    for (const place of ['packages/testing/operations', 'gateway/graphiql/operations', 'packages/cli']) {
      mkdirSync(join(folder, place), { recursive: true });
    }
    const operation = join(folder, 'packages/testing/operations/one.graphql');
    writeFileSync(operation, 'query One { a }');
    expect(documentFaults(folder)).toEqual(['packages/cli/documents.json: run `npm run documents:write`']);
    writeDocuments(folder);
    expect(documentFaults(folder)).toEqual([]);
    writeFileSync(operation, 'query One { b }');
    expect(documentFaults(folder)).toHaveLength(1);
  });

  it('holds each operation with the fragments it uses, also of folders of one’s own', () => {
    mkdirSync(join(folder, 'own'));
    writeFileSync(
      join(folder, 'own/queries.graphql'),
      'query One { ...F } query Two { b } fragment F on Query { ...G } fragment G on Query { c } # said twice',
    );
    writeDocuments(folder, { folders: ['own'], manifest: 'own.json' });
    expect(manifest(join(folder, 'own.json'))).toEqual([
      'query One {\n  ...F\n}\n\nfragment F on Query {\n  ...G\n}\n\nfragment G on Query {\n  c\n}',
      'query Two {\n  b\n}',
    ]);
  });

  it.each([
    ['no name', '{ a }'],
    ['no sense', 'query {'],
  ])('takes no operation that has %s', (_, text) => {
    mkdirSync(join(folder, 'bad'), { recursive: true });
    writeFileSync(join(folder, 'bad/bad.graphql'), text);
    expect(() => writeDocuments(folder, { folders: ['bad'], manifest: 'bad.json' })).toThrow(
      expect.objectContaining({ code: 'BAD_CONFIGURATION', message: expect.stringContaining('bad.graphql') }),
    );
  });
});
