import { getIntrospectionQuery, GraphQLError } from 'graphql';
import {
  composeSupergraph,
  createEngine,
  defaultLimits,
  type Engine,
  type EngineLimits,
  type Prepared,
} from '../index.js';

const sdl = `
  type Query { a: T b(list: [[Int]], text: String): Int }
  type T { t: T u(x: Int): T n: Int }
`;

function engineWith(limits: Partial<EngineLimits> = {}): Engine {
  const { supergraphSdl = '' } = composeSupergraph([{ name: 'only', sdl }]);
  return createEngine({
    planner: 'this-process',
    supergraphSdl,
    transports: { only: { execute: () => Promise.resolve({ data: {} }) } },
    limits,
  });
}

const codeOf = ({ errors }: Prepared): unknown => errors?.[0]?.extensions.code;
const limitOf = ({ errors }: Prepared): unknown => errors?.[0]?.extensions.limit;
const doubling = (levels: number): string =>
  `{ a { ...f0 } } ${Array.from({ length: levels }, (_, i) => `fragment f${i} on T { x: t { ...f${i + 1} } y: t { ...f${i + 1} } }`).join(' ')} fragment f${levels} on T { n }`;
const repeat = (text: string, times: number): string => text.repeat(times);

describe('a document beyond a limit is refused with its code', () => {
  const engine = engineWith();

  test.each<[string, string, string, string | undefined]>([
    ['bytes', `{ b(text: "${repeat('字', 25_000)}") }`, 'OPERATION_TOO_LARGE', 'documentBytes'],
    ['tokens', `{ a { ${repeat('n ', 2_000)} } }`, 'OPERATION_TOO_LARGE', 'tokens'],
    ['lines', `{ b } ${repeat('\n', 10_001)}`, 'OPERATION_TOO_LARGE', 'lines'],
    ['lines of the other kind', `${repeat('\r', 10_001)} {`, 'OPERATION_TOO_LARGE', 'lines'],
    ['braces', `${repeat('{ a ', 5_000)}`, 'OPERATION_TOO_DEEP', 'nesting'],
    ['lists', `{ b(list: ${repeat('[', 30_000)}) }`, 'OPERATION_TOO_DEEP', 'nesting'],
    ['types', `query ($x: ${repeat('[', 30_000)}Int) { b }`, 'OPERATION_TOO_DEEP', 'nesting'],
    ['objects', `{ b(text: ${repeat('{a:', 10_000)}) }`, 'OPERATION_TOO_DEEP', 'nesting'],
    ['fields in fields', `{ a { ${repeat('t { ', 25)} n ${repeat('}', 25)} } }`, 'OPERATION_TOO_DEEP', 'depth'],
    [
      'fields in fields over fragments',
      `{ a { ...f0 } } ${Array.from({ length: 30 }, (_, i) => `fragment f${i} on T { t { ...f${i + 1} } }`).join(' ')} fragment f30 on T { n }`,
      'OPERATION_TOO_DEEP',
      'depth',
    ],
    [
      'aliases',
      `{ a { ${Array.from({ length: 61 }, (_, i) => `k${i}: n`).join(' ')} } }`,
      'OPERATION_TOO_LARGE',
      'aliases',
    ],
    ['root fields', `{ ${repeat('b ', 31)} }`, 'OPERATION_TOO_LARGE', 'rootFields'],
    ['doubling fragments', doubling(12), 'OPERATION_TOO_LARGE', 'selections'],
    ['doubling fragments beyond all numbers', doubling(15), 'OPERATION_TOO_LARGE', 'selections'],
  ])('%s', (_, document, code, limit) => {
    const prepared = engine.prepare(document);
    expect([codeOf(prepared), limitOf(prepared)]).toEqual([code, limit]);
  });

  test('and at once, however it is made', () => {
    engine.prepare('{ b }');
    const started = performance.now();
    engine.prepare(doubling(40));
    engine.prepare(repeat('[', 60_000));
    engine.prepare(`{ ${repeat('a', 60_000)} }`);
    engine.prepare(repeat('"', 60_001));
    engine.prepare(`{ b # ${repeat('{', 60_000)}\n}`);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

test.each<[string, string, string, string | undefined]>([
  ['no GraphQL', 'select 1', 'GRAPHQL_PARSE_FAILED', undefined],
  ['nothing', '', 'GRAPHQL_PARSE_FAILED', undefined],
  ['half of it', '{ a', 'GRAPHQL_PARSE_FAILED', undefined],
  ['an unknown field', '{ aa }', 'GRAPHQL_VALIDATION_FAILED', undefined],
  ['a type definition', 'type X { a: Int }', 'GRAPHQL_VALIDATION_FAILED', undefined],
  ['a cycle of fragments', '{ a { ...f } } fragment f on T { t { ...f } }', 'GRAPHQL_VALIDATION_FAILED', undefined],
  ['an unknown operation', 'query A { b }', 'OPERATION_RESOLUTION_FAILURE', 'B'],
  ['no choice among several', 'query A { b } query B { b }', 'OPERATION_RESOLUTION_FAILURE', undefined],
  ['an unknown variable', '{ b(text: $t) }', 'GRAPHQL_VALIDATION_FAILED', undefined],
  ['a hidden machinery', '{ _entities(representations: []) { __typename } }', 'GRAPHQL_VALIDATION_FAILED', undefined],
])('%s is refused as what it is', (_, document, code, operationName) => {
  const { errors } = engineWith().prepare(document, operationName);
  expect(errors?.[0]?.extensions.code).toBe(code);
});

test('a refusal gives places and no hints, and holds no syntax tree', () => {
  const { errors } = engineWith().prepare('{\n  aa\n  a { nn }\n}');
  expect(JSON.parse(JSON.stringify(errors))).toEqual([
    {
      message: 'Cannot query field "aa" on type "Query".',
      locations: [{ line: 2, column: 3 }],
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    },
    {
      message: 'Cannot query field "nn" on type "T".',
      locations: [{ line: 3, column: 7 }],
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    },
  ]);
  expect(errors?.every((error) => error instanceof GraphQLError && error.nodes === undefined)).toBe(true);
  const many = engineWith().prepare(`{ a { ${Array.from({ length: 90 }, (_, i) => `x${i}`).join(' ')} } }`);
  expect(many.errors?.length).toBeLessThanOrEqual(defaultLimits.reportedErrors + 1);
});

test('the introspection query of every tool passes', () => {
  const engine = engineWith();
  expect(
    engine.prepare(getIntrospectionQuery({ specifiedByUrl: true, oneOf: true, inputValueDeprecation: true })).errors,
  ).toBeUndefined();
  const endless =
    '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }';
  expect(codeOf(engine.prepare(endless))).toBe('GRAPHQL_VALIDATION_FAILED');
});

test('brackets in strings and comments are text', () => {
  const text = repeat('{[(', 100);
  const { errors } = engineWith().prepare(
    `# ${text}\n{ b(text: "${text}\\"${text}") c: b(text: """${text} \\""" " ${text}""") }`,
  );
  expect(errors).toBeUndefined();
});

test('the same document is prepared once, by its operation', () => {
  const engine = engineWith();
  const document = 'query A { b } query B { a { n } }';
  expect(engine.prepare(document, 'A')).toBe(engine.prepare(document, 'A'));
  expect(engine.prepare(document, 'A').operationName).toBe('A');
  expect(engine.prepare(document, 'B').operationType).toBe('query');
  expect(engine.prepare('{ zzz }')).toBe(engine.prepare('{ zzz }'));
});

test('what is prepared is forgotten by number and by size', () => {
  const few = engineWith({ cachedDocuments: 2 });
  const first = few.prepare('{ b }');
  few.prepare('{ a { n } }');
  expect(few.prepare('{ b }')).toBe(first);
  few.prepare('{ no1 }');
  few.prepare('{ no2 }');
  expect(few.prepare('{ b }')).not.toBe(first);
  const small = engineWith({ cachedBytes: 1_000 });
  expect(small.prepare('{ b }')).not.toBe(small.prepare('{ b }'));
});
