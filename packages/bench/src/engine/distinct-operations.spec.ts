import { parse, print, validate } from 'graphql';
import { monolithSchema } from './catalogue/schemas.js';
import { distinctOperation } from './distinct-operations.js';

const operations = Array.from({ length: 2_000 }, (_, index) => parse(distinctOperation(index * 37)));

test('no two operations are equal, not even but for their names', () => {
  const texts = operations.map((document) => print(document).replace(/^query \w+/, 'query'));
  expect(new Set(texts).size).toBe(operations.length);
});

test('the graph accepts every one', () => {
  const schema = monolithSchema();
  expect(operations.flatMap((document) => validate(schema, document))).toEqual([]);
});
