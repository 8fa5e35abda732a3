import { executeSync, getIntrospectionQuery, GraphQLError, parse } from 'graphql';
import { composeSupergraph, createEngine, type Engine } from '../index.js';
import { introspection } from './introspect.js';

const sdl = `
  type Query { "A thing." thing(id: ID = "1", old: Int @deprecated(reason: "no use")): Thing! @deprecated things: [[Thing!]] }
  interface Named { name: String }
  type Thing implements Named { name: String kind: Kind parts(by: By): [Part!]! }
  type Part { name: String }
  union Any = Thing | Part
  enum Kind { ONE TWO @deprecated }
  input By @oneOf { name: String kind: Kind }
  scalar Day @specifiedBy(url: "https://example.org/day")
`;
let calls = 0;
function engineWith(limits = {}): Engine {
  const { supergraphSdl = '' } = composeSupergraph([{ name: 'only', sdl }]);
  const execute = async (): Promise<object> => ({ data: { thing: { name: String((calls += 1)) } } });
  return createEngine({ supergraphSdl, transports: { only: { execute } }, limits, planner: 'this-process' });
}
const engine = engineWith();
const everything = getIntrospectionQuery({
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
});

const asked: [string, string, Record<string, unknown>?][] = [
  ['everything', everything],
  ['a type', '{ __type(name: "Thing") { name fields { name type { kind ofType { kind name } } } } }'],
  ['a type that is not there', '{ a: __type(name: "Nothing") { name } b: __type(name: "toString") { name } }'],
  ['names of types', '{ __schema { __typename queryType { __typename name } } }'],
  [
    'variables',
    'query ($d: Boolean = true, $n: String!, $no: Boolean!) { __type(name: $n) { name @skip(if: $no) ...F @include(if: $no) enumValues(includeDeprecated: $d) { name } } } fragment F on __Type { kind fields { name } }',
    { n: 'Kind', no: false },
  ],
  [
    'a null that fails where null may be',
    'query ($d: Boolean = true) { __type(name: "Query") { name fields(includeDeprecated: $d) { name } } }',
    { d: null },
  ],
  [
    'a null that fails where none may be',
    'query ($d: Boolean = true) { __schema { types { fields(includeDeprecated: true) { name args(includeDeprecated: $d) { name } } } } }',
    { d: null },
  ],
  [
    'merged selections',
    '{ __schema { types { name } } __schema { types { kind } ... { types { ...G } } } } fragment G on __Type { name description }',
  ],
  ['the same under many names', '{ a: __schema { b: types { c: name d: name } } e: __schema { types { name } } }'],
];

test.each(asked)('the schema is told as graphql-js tells it: %s', (_, text, variables = {}) => {
  const document = parse(text);
  const told = introspection(engine.schema, document, 10_000)({ d: true, ...variables });
  const { data } = executeSync({ schema: engine.schema, document, variableValues: variables });
  expect(JSON.stringify(told)).toBe(JSON.stringify(data));
});

test('as many fields are told as the limit allows, and the operation is refused before a subgraph is called', async () => {
  const { schema } = engine;
  const types = Object.keys(schema.getTypeMap()).length;
  const exactly = 1 + 1 + 2 * types;
  const document = '{ __schema { types { name kind } } thing { name } }';
  const asks = async (introspectedFields: number): ReturnType<Engine['run']> => {
    const limited = engineWith({ introspectedFields });
    return limited.run(limited.prepare(document), {}, undefined);
  };
  calls = 0;
  const refused = await asks(exactly - 1);
  expect(refused.data).toBeUndefined();
  expect(refused.errors?.[0]?.extensions).toEqual({
    code: 'OPERATION_TOO_LARGE',
    limit: 'introspectedFields',
    allowed: exactly - 1,
  });
  expect(calls).toBe(0);
  const told = await asks(exactly);
  expect(told.errors).toBeUndefined();
  expect(told.data).toMatchObject({ thing: { name: '1' } });
});

test('aliases do not multiply the work: it ends with the limit', () => {
  const aliases = Array.from({ length: 60 }, (_, n) => `t${n}: types { name }`).join(' ');
  let read = 0;
  const counted = Object.create(engine.schema, {
    getTypeMap: { value: () => ((read += 1), engine.schema.getTypeMap()) },
  }) as typeof engine.schema;
  const told = introspection(counted, parse(`{ __schema { ${aliases} } }`), 100)({});
  expect(told).toBeInstanceOf(GraphQLError);
  expect(read).toBeLessThan(5);
});
