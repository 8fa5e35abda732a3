import { execFileSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A list of which one item is wrong at once and another fails a moment later, as a subgraph may answer. */
const program = (notes: boolean): string => `
  import { buildSchema, graphql } from 'graphql';
  import { noteRejections } from '${pathToFileURL(at('../src/note-rejections.ts')).href}';
  if (${notes}) noteRejections({ error: (event, { cause }) => console.log(event, cause.message) });
  const later = () => new Promise((_, reject) => setTimeout(reject, 5, new Error('late')));
  const rootValue = { items: [later(), null] };
  const schema = buildSchema('type Query { items: [Item!] } type Item { a: Int }');
  const { data } = await graphql({ schema, source: '{ items { a } }', rootValue });
  setTimeout(() => console.log('alive', data.items), 20);
`;
const run = (notes: boolean): string =>
  execFileSync(
    process.execPath,
    ['--import', at('../../../.config/swc-hooks.mjs'), '--input-type=module', '--eval', program(notes)],
    { cwd: at('..'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );

it('notes a failure that graphql-js left behind, where Node alone would end the process', () => {
  expect(run(true)).toBe('process.unhandled_rejection late\nalive null\n');
  expect(() => run(false)).toThrow();
});
