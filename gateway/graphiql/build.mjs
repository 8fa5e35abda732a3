import { cp, mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = fileURLToPath(new URL('../dist/graphiql/', import.meta.url));

const shared = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  target: ['es2022'],
  legalComments: 'linked',
  logLevel: 'warning',
  outdir: out,
  define: { 'process.env.NODE_ENV': '"production"' },
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([
  // The page. The editor is loaded after the frame has been drawn, from files whose names carry a hash.
  build({
    ...shared,
    entryPoints: ['page.tsx'],
    format: 'esm',
    splitting: true,
    chunkNames: 'chunk-[hash]',
    assetNames: 'asset-[hash]',
    jsx: 'automatic',
    loader: { '.ttf': 'file', '.graphql': 'text' },
  }),
  // Monaco's background workers, each one self-contained file that `workers.ts` names.
  build({
    ...shared,
    format: 'iife',
    entryPoints: {
      'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
      'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    },
  }),
  cp(`${here}index.html`, `${out}index.html`),
  cp(`${here}icon.svg`, `${out}icon.svg`),
]);
