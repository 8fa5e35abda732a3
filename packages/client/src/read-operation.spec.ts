import { readOperation } from './read-operation.js';

describe('readOperation', () => {
  it.each([
    ['{ a b }', undefined, { kind: 'query', rootFields: 2 }],
    ['query Q { a { b c } }', undefined, { kind: 'query', rootFields: 1 }],
    ['mutation { a(input: { b: [1, { c: "}" }] }) { d } }', undefined, { kind: 'mutation', rootFields: 1 }],
    [
      'mutation M($i: I = { a: 1 }) @d(x: { y: 1 }) { z: a(input: $i) { b } }',
      'M',
      { kind: 'mutation', rootFields: 1 },
    ],
    ['mutation { a: x @include(if: true) b: x }', undefined, { kind: 'mutation', rootFields: 2 }],
    ['mutation { ...Two } fragment Two on Mutation { a b }', undefined, { kind: 'mutation', rootFields: Infinity }],
    [
      'fragment F on Query { mutation { a } } subscription S { x { ...F } }',
      undefined,
      { kind: 'subscription', rootFields: 1 },
    ],
    ['# mutation {\nquery A { a } mutation B { b c }', 'B', { kind: 'mutation', rootFields: 2 }],
    ['query A { a } mutation B { b }', undefined, { kind: 'query', rootFields: 1 }],
    ['{ a(text: """ } " \\""" mutation { """) }', undefined, { kind: 'query', rootFields: 1 }],
    ['query { query mutation subscription }', undefined, { kind: 'query', rootFields: 3 }],
  ])('outlines %s', (text, name, expected) => expect(readOperation(text, name)).toEqual(expected));

  it.each(['', '   # nothing', 'fragment F on Query { a }', 'type T { a: Int }'])('finds none in %j', (text) =>
    expect(readOperation(text)).toBeNull(),
  );

  it('finds none of another name', () => expect(readOperation('query A { a }', 'B')).toBeNull());

  it('comes to an end on what is no document', () => {
    for (const text of ['{', '}', 'query (', '{{{', 'mutation M {{ a', '"""', ')))']) readOperation(text);
  });
});
