import { parse } from 'graphql';
import { DocumentRefused } from '../prepare/refusal.js';
import type { Supergraph } from '../supergraph.js';
import { refuseClashes } from './clashing-arguments.js';
import { shapeOfDocument } from './fetch-shape.js';
import type { Brought, Types } from './required-fields.js';

const supergraph = { possibleTypes: (type: string) => new Set([type]) } as Pick<
  Supergraph,
  'possibleTypes'
> as Supergraph;

const fetch = (document: string, keys: readonly string[] = [], types?: Types): Brought => ({
  keys,
  holders: keys.map(() => undefined),
  types,
  shape: shapeOfDocument(parse(document)),
});

test.each<[string, readonly Brought[]]>([
  ['at one place', [fetch('{ name(x: 1) }', ['thing']), fetch('{ name(x: 2) }', ['thing'])]],
  ['with and without', [fetch('{ thing { name } }'), fetch('{ name(x: 2) }', ['thing'])]],
  ['below another field', [fetch('{ thing { kind { name(x: 1) } } }'), fetch('{ kind { name } }', ['thing'])]],
  [
    'of a type that may be another',
    [fetch('{ thing { ... on A { name(x: 1) } } }'), fetch('{ name }', ['thing'], new Set(['A', 'B']))],
  ],
])('refuses a plan that asks for one field differently %s', (_, plan) => {
  expect(() => refuseClashes(plan, supergraph)).toThrow(DocumentRefused);
});

test.each<[string, readonly Brought[]]>([
  ['the same twice', [fetch('{ thing { name(y: 2, x: 1) } }'), fetch('{ name(x: 1, y: 2) }', ['thing'])]],
  ['under two keys', [fetch('{ name(x: 1) }', ['thing']), fetch('{ other: name(x: 2) }', ['thing'])]],
  ['at two places', [fetch('{ name(x: 1) }', ['thing']), fetch('{ name(x: 2) }', ['things'])]],
  ['of two types', [fetch('{ name(x: 1) }', ['t'], new Set(['A'])), fetch('{ name }', ['t'], new Set(['B']))]],
])('accepts a plan that asks for %s', (_, plan) => {
  expect(() => refuseClashes(plan, supergraph)).not.toThrow();
});
