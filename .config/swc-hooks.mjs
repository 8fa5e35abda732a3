import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const root = new URL('..', import.meta.url);
const swcrc = JSON.parse(readFileSync(new URL('.swcrc', root), 'utf8'));
delete swcrc.$schema;

const subgraphs = ['representatives', 'stations', 'suggestions', 'projects'];

/** The source a workspace name stands for; undefined for anything else. */
function sourceOf(specifier) {
  const name = /^@lianxin\/([a-z-]+)$/.exec(specifier)?.[1];
  if (name === undefined) return undefined;
  const folder = name === 'gateway' ? 'gateway' : subgraphs.includes(name) ? `subgraphs/${name}` : `packages/${name}`;
  return new URL(`${folder}/src/index.ts`, root).href;
}

const isOurs = (url) => url?.startsWith(root.href) && !url.includes('/node_modules/');

/**
 * Lets plain Node run our TypeScript source without a build (Node's own type stripping knows no decorators). Used where
 * Jest leaves module loading to Node: its global set-up.
 */
registerHooks({
  resolve(specifier, context, nextResolve) {
    const source = sourceOf(specifier);
    if (source !== undefined) return { url: source, format: 'module', shortCircuit: true };
    const isRelative = specifier.startsWith('./') || specifier.startsWith('../');
    if (isRelative && specifier.endsWith('.js') && isOurs(context.parentURL) && context.parentURL.endsWith('.ts')) {
      return nextResolve(specifier.replace(/\.js$/, '.ts'), context);
    }
    return nextResolve(specifier, context);
  },
  load(url, context, nextLoad) {
    if (!isOurs(url) || !url.endsWith('.ts')) return nextLoad(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      ...swcrc,
      filename,
      swcrc: false,
      sourceMaps: 'inline',
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
