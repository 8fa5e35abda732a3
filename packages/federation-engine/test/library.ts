import { GraphQLError } from 'graphql';
import type { SubgraphSource } from './federation.js';

/**
 * One small domain, twice: parted into three subgraphs, and whole. Each record says which oddities it carries.
 * Book b2 has an author nobody knows (a missing entity); reviewer u3 fails in the subgraph that owns ages; shelf prices
 * of magazine m1 are null where the type forbids it.
 */
const books = [
  { __typename: 'Book', id: 'b1', title: '岳阳楼记', pages: 12, authorId: 'u1', shelf: { room: 1, row: 'A' } },
  { __typename: 'Book', id: 'b2', title: '无名', pages: 3, authorId: 'u9', shelf: null },
  { __typename: 'Magazine', id: 'm1', title: '湖南', issue: 7, shelf: { room: 2, row: 'B' } },
];
const users = [
  { id: 'u1', email: 'one@example.org', org: { code: 'O1' }, name: '甲', age: 40, nick: 'Jia' },
  { id: 'u2', email: 'two@example.org', org: { code: 'O2' }, name: '乙', age: 50, nick: null },
  { id: 'u3', email: 'three@example.org', org: null, name: '丙', age: 0, nick: 'Bing' },
];
const reviews = [
  { id: 'r1', bookId: 'b1', userId: 'u1', stars: 5 },
  { id: 'r2', bookId: 'b1', userId: 'u2', stars: 3 },
  { id: 'r3', bookId: 'b2', userId: 'u1', stars: 1 },
];

const itemOf = (id: string) => books.find((item) => item.id === id) ?? null;
const userOf = (id: string) => users.find((user) => user.id === id) ?? null;
const reviewsOf = (id: string) => reviews.filter((review) => review.bookId === id);
const ageOf = (user: { id: string; age: number }): number => {
  if (user.id === 'u3') throw new GraphQLError('age is sealed');
  return user.age;
};
const weightOf = (pages: number, unit: string): number => (unit === 'kg' ? pages : pages * 1000);

const catalogue: SubgraphSource = {
  typeDefs: `
    type Query { items: [Item!] item(id: ID!): Item media: [Media] matrix: [[Book]] me: User }
    interface Item { id: ID! title: String shelf: Shelf }
    union Media = Book | Magazine
    type Shelf @shareable { room: Int row: String }
    type Book implements Item @key(fields: "id") { id: ID! title: String pages(times: Int = 1): Int shelf: Shelf author: User }
    type Magazine implements Item @key(fields: "id") { id: ID! title: String! issue: Int shelf: Shelf }
    type User @key(fields: "id") { id: ID! }
  `,
  resolvers: {
    Query: {
      items: () => books,
      item: (_: unknown, { id }: { id: string }) => itemOf(id),
      media: () => [...books, null],
      matrix: () => [[books[0], null], null, [books[1], books[0]]],
      me: () => users[0],
    },
    Book: {
      __resolveReference: ({ id }: { id: string }) => itemOf(id),
      pages: (book: { pages: number }, { times }: { times: number }) => book.pages * times,
      author: (book: { authorId: string }) => ({ id: book.authorId }),
    },
    Magazine: { __resolveReference: ({ id }: { id: string }) => itemOf(id) },
  },
};

const people: SubgraphSource = {
  typeDefs: `
    type Query { user(id: ID!): User users: [User!]! }
    type User @key(fields: "id") @key(fields: "email org { code }") {
      id: ID! email: String org: Org name: String! age: Int!
    }
    type Org @shareable { code: String }
  `,
  resolvers: {
    Query: { user: (_: unknown, { id }: { id: string }) => userOf(id), users: () => users },
    User: {
      __resolveReference: ({ id, email }: { id?: string; email?: string }) =>
        id === undefined ? (users.find((user) => user.email === email) ?? null) : userOf(id),
      age: ageOf,
    },
  },
};

const opinions: SubgraphSource = {
  typeDefs: `
    type Query { reviews: [Review!]! }
    type Review @key(fields: "id") { id: ID! stars: Int! reviewer: User @provides(fields: "name") book: Book }
    type Book @key(fields: "id") {
      id: ID! reviews(min: Int): [Review!] price: Int pages(times: Int = 1): Int @external
      weight(unit: String = "g"): Int @requires(fields: "pages(times: 2)")
    }
    type Magazine @key(fields: "id") { id: ID! price: Int! }
    type User @key(fields: "id") { id: ID! name: String! @external reviewed: [Book] }
  `,
  resolvers: {
    Query: { reviews: () => reviews },
    Review: {
      reviewer: (review: { userId: string }) => userOf(review.userId),
      book: (review: { bookId: string }) => ({ id: review.bookId }),
    },
    Book: {
      reviews: (book: { id: string }, { min = 0 }: { min?: number }) =>
        reviewsOf(book.id).filter(({ stars }) => stars >= min),
      price: (book: { id: string }) => (book.id === 'b1' ? 30 : null),
      weight: ({ pages }: { pages: number }, { unit }: { unit: string }) => weightOf(pages, unit),
    },
    Magazine: { price: () => null },
    User: {
      reviewed: (user: { id: string }) =>
        reviews.filter(({ userId }) => userId === user.id).map(({ bookId }) => ({ id: bookId })),
    },
  },
};

const nicknames: SubgraphSource = {
  typeDefs: `
    type User @key(fields: "email org { code }") { email: String org: Org nick: String }
    type Org @shareable { code: String }
  `,
  resolvers: {
    User: {
      __resolveReference: ({ email, org }: { email: string; org: { code: string } | null }) => {
        const user = users.find((known) => known.email === email);
        return user && user.org?.code === org?.code ? user : null;
      },
    },
  },
};

/** The parts. */
export const library: Record<string, SubgraphSource> = { catalogue, people, opinions, nicknames };

/** The whole. */
export const wholeLibrary: SubgraphSource = {
  typeDefs: `
    type Query {
      items: [Item!] item(id: ID!): Item media: [Media] matrix: [[Book]] me: User
      user(id: ID!): User users: [User!]! reviews: [Review!]!
    }
    interface Item { id: ID! title: String shelf: Shelf }
    union Media = Book | Magazine
    type Shelf { room: Int row: String }
    type Book implements Item {
      id: ID! title: String pages(times: Int = 1): Int shelf: Shelf author: User
      reviews(min: Int): [Review!] price: Int weight(unit: String = "g"): Int
    }
    type Magazine implements Item { id: ID! title: String! issue: Int shelf: Shelf price: Int! }
    type User { id: ID! email: String org: Org name: String! age: Int! nick: String reviewed: [Book] }
    type Org { code: String }
    type Review { id: ID! stars: Int! reviewer: User book: Book }
  `,
  resolvers: {
    Query: { ...catalogue.resolvers!.Query, ...people.resolvers!.Query, ...opinions.resolvers!.Query },
    Book: {
      ...catalogue.resolvers!.Book,
      author: (book: { authorId: string }) => userOf(book.authorId) ?? { id: book.authorId },
      reviews: (opinions.resolvers!.Book as { reviews: unknown }).reviews,
      price: (opinions.resolvers!.Book as { price: unknown }).price,
      weight: (book: { pages: number }, { unit }: { unit: string }) => weightOf(book.pages * 2, unit),
    },
    Magazine: { price: () => null },
    User: {
      age: ageOf,
      reviewed: (user: { id: string }) =>
        reviews.filter(({ userId }) => userId === user.id).map(({ bookId }) => itemOf(bookId)),
    },
    Review: {
      reviewer: (review: { userId: string }) => userOf(review.userId),
      book: (review: { bookId: string }) => itemOf(review.bookId),
    },
  },
};
