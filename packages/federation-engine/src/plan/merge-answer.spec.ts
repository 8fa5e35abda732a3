import { parse } from 'graphql';
import { renamedKeys, renameInShape, shapeOfDocument } from './fetch-shape.js';
import { compileMerge, merger } from './merge-answer.js';

const isObjectType = (name: string): boolean => name !== 'Pet';
const ways = { interpreted: merger, generated: compileMerge };

describe.each(Object.entries(ways))('the merge of an answer, %s,', (_name, merge) => {
  const merging = (document: string, target: object, source: object, copy = false): unknown => {
    merge(shapeOfDocument(parse(document)), isObjectType)(target as never, source as never, copy);
    return target;
  };

  test('joins objects and lists, and keeps a value where the other answer is null', () => {
    const target = { a: { x: 1, y: 2 }, l: [{ i: 1 }, null, { i: 3 }], only: { z: null } };
    const source = { a: { y: null, z: 3 }, l: [{ j: 1 }, { j: 2 }, null], only: null };
    expect(merging('{ a { y z } l { j } only { z } }', target, source)).toEqual({
      a: { x: 1, y: 2, z: 3 },
      l: [{ i: 1, j: 1 }, { j: 2 }, { i: 3 }],
      only: { z: null },
    });
  });

  test('takes objects over as they are, or copies them by the shape', () => {
    const inner = { deep: { leaf: { any: 'json' } }, list: [{ a: 1 }] };
    const taken = merging('{ o { deep { leaf } list { a } } }', {}, { o: inner }) as { o: unknown };
    expect(taken.o).toBe(inner);
    const copied = merging('{ o { deep { leaf } list { a } } }', {}, { o: inner }, true) as { o: typeof inner };
    expect(copied.o).toEqual(inner);
    expect(copied.o.deep).not.toBe(inner.deep);
    expect(copied.o.list[0]).not.toBe(inner.list[0]);
    expect(copied.o.deep.leaf).toBe(inner.deep.leaf);
  });

  test('never puts the name of an interface over that of a type', () => {
    expect(merging('{ __typename }', { __typename: 'Cat' }, { __typename: 'Pet' })).toEqual({ __typename: 'Cat' });
    expect(merging('{ __typename }', { __typename: 'Pet' }, { __typename: 'Cat' })).toEqual({ __typename: 'Cat' });
  });

  test('reads own properties only', () => {
    expect(Object.keys(merging('{ constructor toString }', {}, {}) as object)).toEqual([]);
    expect(merging('{ constructor }', {}, { constructor: 'me' })).toEqual({ constructor: 'me' });
  });

  test('takes lists of another length for another answer', () => {
    expect(merging('{ l { j } }', { l: [{ i: 1 }] }, { l: [{ j: 1 }, { j: 2 }] })).toEqual({ l: [{ i: 1 }] });
  });

  test('renamings are built into the shape, over lists and fragments', () => {
    const shape = shapeOfDocument(parse('{ media { ...on Book { t: title } ...on Movie { _q0: title } } }'));
    renameInShape(shape, ['media', '_q0'], 't');
    const target = {};
    const source = { media: [{ t: 1 }, { _q0: 2 }] };
    merge(shape, isObjectType)(target, source, false);
    expect(target).toEqual({ media: [{ t: 1 }, { t: 2 }] });
    expect([...renamedKeys(shape)]).toEqual([['_q0', 't']]);
  });
});
