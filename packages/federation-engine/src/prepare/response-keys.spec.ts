import { both, startFederation, type SubgraphSource } from '../../test/federation.js';

const prices: SubgraphSource = {
  typeDefs: `
    type Query { book: Book }
    type Book @key(fields: "id") { id: ID! price(currency: String = "CNY"): Price }
    type Price @shareable { amount(round: Boolean = false): Float code: String }
  `,
  resolvers: {
    Query: { book: () => ({ id: '1' }) },
    Book: { price: (_: unknown, { currency }: { currency: string }) => ({ code: currency }) },
    Price: { amount: (_: unknown, { round }: { round: boolean }) => (round ? 9 : 9.5) },
  },
};

const labels: SubgraphSource = {
  typeDefs: `
    type Book @key(fields: "id") {
      id: ID!
      price(currency: String = "CNY"): Price @external
      label: String @requires(fields: "price { amount code }")
    }
    type Price @shareable { amount(round: Boolean = false): Float code: String }
  `,
  resolvers: {
    Book: { label: ({ price }: { price: { amount: number; code: string } }) => `${price.amount} ${price.code}` },
  },
};

describe.each(both)('over %s subgraphs', (via) => {
  test('@requires of a field with its default arguments, while the client gives it others', async () => {
    await using federation = await startFederation({ prices, labels }, { via });
    expect(
      await federation.ask('query ($to: String) { book { price(currency: $to) { code } label } }', { to: 'EUR' }),
    ).toEqual({ data: { book: { price: { code: 'EUR' }, label: '9.5 CNY' } } });
    expect(await federation.ask('{ book { label price { amount(round: true) } } }')).toEqual({
      data: { book: { label: '9.5 CNY', price: { amount: 9 } } },
    });
  });

  test('@requires of a field that the client asks for in the same way fetches it once', async () => {
    await using federation = await startFederation({ prices, labels }, { via });
    const { data } = await federation.ask('{ book { price { code } label } }');
    expect(data).toEqual({ book: { price: { code: 'CNY' }, label: '9.5 CNY' } });
    expect(federation.calls[0]?.document.match(/price/g)).toHaveLength(1);
  });
});
