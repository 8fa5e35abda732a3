import { differences } from './compare-answers.js';
import type { SeenPage } from './contenders.js';

const node = { id: 'a', number: '1', title: 't', collectedAt: '2026-01-01T00:00:00.000Z', dueAt: null, light: 'RED' };
const pages = (page: SeenPage, key = 's 1') => new Map([[key, page]]);
const expected = pages({ total: 1, nodes: [node] });

test('pages are equal when instants are written otherwise or a light has turned', () => {
  const seen = pages({ total: 1, nodes: [{ ...node, collectedAt: '2026-01-01T08:00:00+08:00', light: 'GREEN' }] });
  expect(differences(expected, seen)).toEqual([]);
});

test('another count, another item and a page that only one has are differences', () => {
  expect(differences(expected, pages({ total: 2, nodes: [node] }))).toEqual(['s 1: 2 in all, not 1']);
  expect(differences(expected, pages({ total: 1, nodes: [{ ...node, title: 'u' }] }))).toEqual(['s 1: other items']);
  expect(differences(expected, pages({ total: 1, nodes: [node] }, 's 2'))).toEqual(['s 2: only one has this page']);
});
