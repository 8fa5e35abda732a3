import { AppError } from '@lianxin/errors';
import { GraphQLError, GraphQLObjectType, GraphQLSchema, GraphQLString, GraphQLUnionType } from 'graphql';
import { buildSchemaOf } from '../../test/federation.js';
import { localTransport, maskError } from '../index.js';

const failing = buildSchemaOf({
  typeDefs: 'type Query { app: Int plain: Int told: Int late: Int nested: [Int!] who: String }',
  resolvers: {
    Query: {
      app: () => {
        throw new AppError('NOT_FOUND');
      },
      plain: () => {
        throw new Error('password authentication failed for user "lianxin"');
      },
      told: () => {
        throw new GraphQLError('as it is', { extensions: { code: 'OWN' } });
      },
      late: () => Promise.reject(new TypeError('x is undefined')),
      nested: () => [1, Promise.reject(new Error('secret'))],
      who: (_: unknown, __: unknown, context: { who: string; serial: number }) => `${context.who} ${context.serial}`,
    },
  },
});

test('only errors that were meant for the caller keep their message', async () => {
  const transport = localTransport({ schema: failing, createContext: () => ({}) });
  const { errors = [] } = await transport.execute({ document: '{ app plain told late nested }', context: {} });
  const told = Object.fromEntries(
    errors.map(({ path, message, extensions }) => [path?.join('.'), [message, extensions.code]]),
  );
  const internal = ['Internal error; give the request id to the administrator.', 'INTERNAL'];
  expect(told).toEqual({
    app: ['There is no such record, or you may not see it.', 'NOT_FOUND'],
    plain: internal,
    told: ['as it is', 'OWN'],
    late: internal,
    'nested.1': internal,
  });
});

test('what is masked can be logged', async () => {
  const logged: unknown[] = [];
  const transport = localTransport({
    schema: failing,
    createContext: () => ({}),
    formatError: (error) => {
      logged.push(error.originalError?.message);
      return maskError(error);
    },
  });
  await transport.execute({ document: '{ plain }', context: {} });
  expect(logged).toEqual(['password authentication failed for user "lianxin"']);
});

test('each fetch has a context of its own', async () => {
  let serial = 0;
  const transport = localTransport({
    schema: failing,
    createContext: ({ who }: { who: string }) => Promise.resolve({ who, serial: serial++ }),
  });
  const ask = async () => (await transport.execute({ document: '{ who }', context: { who: 'w' } })).data;
  expect([await ask(), await ask()]).toEqual([{ who: 'w 0' }, { who: 'w 1' }]);
});

test('a document that does not fit the schema answers with errors', async () => {
  const transport = localTransport({ schema: failing, createContext: () => ({}) });
  expect((await transport.execute({ document: '{ nothing }', context: {} })).errors?.[0]?.message).toMatch(
    /Cannot query field/,
  );
  await expect(async () => transport.execute({ document: '{ half', context: {} })).rejects.toThrow('Syntax Error');
});

test.each([
  ['both', 'query ($a: Boolean!, $b: Boolean!) { ...F @include(if: $a) ...F @include(if: $b) }'],
  ['one', 'query ($a: Boolean!) { ...F @include(if: $a) ...F }'],
])('a fragment spread twice counts where %s of the spreads have a condition', async (_, query) => {
  const typeDefs = 'type Query { thing: Thing } type Thing { name: String }';
  const schema = buildSchemaOf({ typeDefs, resolvers: { Query: { thing: () => ({ name: '甲' }) } } });
  const transport = localTransport({ schema, createContext: () => ({}) });
  const document = `${query} fragment F on Query { thing { ...G } } fragment G on Thing { name }`;
  const answer = await transport.execute({ document, variables: { a: false, b: true }, context: {} });
  expect(JSON.parse(JSON.stringify(answer))).toEqual({ data: { thing: { name: '甲' } } });
});

test('a field selected twice asks for what the conditions of each selection let through', async () => {
  const typeDefs = 'type Query { thing: Thing } type Thing { a: Int b: Int }';
  const asked: string[] = [];
  const field = (name: string) => () => asked.push(name);
  const resolvers = { Query: { thing: () => ({}) }, Thing: { a: field('a'), b: field('b') } };
  const transport = localTransport({ schema: buildSchemaOf({ typeDefs, resolvers }), createContext: () => ({}) });
  const document = 'query ($no: Boolean!) { thing { a } thing @include(if: $no) { b } }';
  await transport.execute({ document, variables: { no: false }, context: {} });
  expect(asked).toEqual(['a']);
});

test('a mutation whose arguments fail leaves the next one its turn', async () => {
  const typeDefs = 'type Query { q: Int } type Mutation { m(yes: Boolean! = true): Int }';
  const schema = buildSchemaOf({ typeDefs, resolvers: { Mutation: { m: () => 1 } } });
  const transport = localTransport({ schema, createContext: () => ({}) });
  const document = 'mutation ($none: Boolean) { a: m(yes: $none) b: m }';
  const { data, errors } = await transport.execute({ document, variables: { none: null }, context: {} });
  expect(JSON.parse(JSON.stringify(data))).toEqual({ a: null, b: 1 });
  expect(errors).toHaveLength(1);
});

test('entities that are there at once are answered at once, under the type they were asked for', async () => {
  const books = [{ id: '1', title: '论语' }, null, Object.freeze({ __typename: 'Draft', id: '3', title: '孟子' })];
  const schema = buildSchemaOf({
    typeDefs: 'type Query { a: Int } type Book @key(fields: "id") { id: ID! title: String }',
    resolvers: { Book: { __resolveReference: ({ id }: { id: string }) => books[Number(id) - 1] } },
  });
  const transport = localTransport({ schema, createContext: () => ({}) });
  const document =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Book { title } } }';
  const representations = ['1', '2', '3'].map((id) => ({ __typename: 'Book', id }));
  const request = { document, variables: { representations }, context: {} };
  // The first time the document has to be compiled.
  await transport.execute(request);
  const answer = transport.execute(request);
  expect(JSON.parse(JSON.stringify(answer))).toEqual({
    data: { _entities: [{ __typename: 'Book', title: '论语' }, null, { __typename: 'Book', title: '孟子' }] },
  });
  expect(Object.keys(books[0]!)).toEqual(['id', 'title']);
});

test('a schema that tells types asynchronously runs without jit', async () => {
  const member = new GraphQLObjectType({ name: 'Member', fields: { name: { type: GraphQLString } } });
  const union = new GraphQLUnionType({
    name: 'Any',
    types: [member],
    resolveType: async () => Promise.resolve('Member'),
  });
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'Query', fields: { any: { type: union, resolve: () => ({ name: '甲' }) } } }),
  });
  const transport = localTransport({ schema, createContext: () => ({}) });
  const { data, errors } = await transport.execute({ document: '{ any { ... on Member { name } } }', context: {} });
  expect([JSON.parse(JSON.stringify(data)), errors]).toEqual([{ any: { name: '甲' } }, undefined]);
});

test('documents that are new are compiled one at a time, with a turn for everybody else between two', async () => {
  const transport = localTransport({ schema: failing, createContext: () => ({}) });
  let turns = 0;
  let open = true;
  const turn = (): void => {
    turns += 1;
    if (open) setImmediate(turn);
  };
  turn();
  const ask = async (key: string): Promise<number> => {
    await transport.execute({ document: `{ ${key}: told }`, context: {} });
    return turns;
  };
  const seen = await Promise.all(['a', 'b', 'c', 'd'].map(ask));
  open = false;
  expect(new Set(seen).size).toBe(4);
});
