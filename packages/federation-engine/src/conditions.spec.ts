import { both, startFederation } from '../test/federation.js';

const log: string[] = [];
const answer = (name: string) => () => {
  log.push(name);
  return name;
};
const one = {
  typeDefs: `
    type Query { thing: Thing }
    type Mutation { first: String again: String }
    union Thing = Box | Bag
    type Box { label: String lid: String }
    type Bag { label: String }
  `,
  resolvers: {
    Query: { thing: () => ({ __typename: 'Box' }) },
    Mutation: { first: answer('first'), again: answer('again') },
    Box: {
      label: answer('label'),
      lid: () => {
        throw new Error('no lid');
      },
    },
  },
};
const two = {
  typeDefs: 'type Query { other: Int } type Mutation { second: String }',
  resolvers: { Mutation: { second: answer('second') } },
};
const variants = [
  { yes: true, order: ['first', 'second'] },
  { yes: false, order: ['second', 'first'] },
] as const;

beforeEach(() => {
  log.length = 0;
});

describe.each(both)('over %s subgraphs', (via) => {
  test('a mutation selected twice, once @include(if: $yes), is called once', async () => {
    await using federation = await startFederation({ one, two }, { via });
    const document = 'mutation ($yes: Boolean!) { first second first @include(if: $yes) }';
    expect(await federation.ask(document, { yes: true })).toEqual({ data: { first: 'first', second: 'second' } });
    expect(log).toEqual(['first', 'second']);
  });

  test.each(variants)('the first selection that counts gives a mutation its turn ($yes)', async ({ yes, order }) => {
    await using federation = await startFederation({ one, two }, { via });
    const document = 'mutation ($yes: Boolean!) { first @include(if: $yes) second first again @include(if: false) }';
    const { data } = await federation.ask(document, { yes });
    expect(Object.keys(data as object)).toEqual(order);
    expect(log).toEqual(order);
  });

  test('@include around @skip: a field that either leaves out is not asked for', async () => {
    await using federation = await startFederation({ one, two }, { via });
    const document = `query ($a: Boolean!, $b: Boolean!) {
      thing { ... @include(if: $a) { ... on Box { label @skip(if: $b) } } }
    }`;
    for (const [a, b, data] of [
      [true, true, { thing: {} }],
      [false, false, { thing: {} }],
      [true, false, { thing: { label: 'label' } }],
    ] as const) {
      expect(await federation.ask(document, { a, b })).toEqual({ data });
    }
    expect(log).toEqual(['label']);
  });

  test('an object of whose fragments none can apply is there all the same', async () => {
    await using federation = await startFederation({ one, two }, { via });
    const document = '{ other thing { ...F } } fragment F on Box { ... on Thing { ... on Bag { label } } }';
    expect(await federation.ask(document)).toEqual({ data: { other: null, thing: {} } });
  });

  test('a fragment whose selections are all left out leaves its object', async () => {
    await using federation = await startFederation({ one, two }, { via });
    const document = `query ($no: Boolean!) { thing { ... on Box { label @include(if: $no) ...F } } }
      fragment F on Box { lid @include(if: $no) }`;
    expect(await federation.ask(document, { no: false })).toEqual({ data: { thing: {} } });
    expect((await federation.ask(document, { no: true })).errors).toHaveLength(1);
  });
});
