import type { Access } from '../src/index.js';
import type { SubgraphSource } from './federation.js';

/** What a caller is and has. */
export interface Caller {
  readonly signedIn?: boolean;
  readonly scopes?: readonly string[];
  readonly policies?: readonly string[];
}

export const accessTo = ({ signedIn = true, scopes = [], policies = [] }: Caller): Access => ({
  authenticated: signedIn,
  hasScope: (scope) => scopes.includes(scope),
  meetsPolicy: (policy) => policies.includes(policy),
});

/** Subgraphs with a requirement of every kind on every kind of place. */
export const people: SubgraphSource = {
  typeDefs: `
    type Query { me: Person people: [Person!]! things: [Thing!]! found: [Found!]! secrets: [Secret!] must: Int! @authenticated }
    type Mutation { hire(name: String!): Person @requiresScopes(scopes: [["hire"]]) must: Int! @authenticated open: Int }
    type Subscription { born: Person @authenticated }
    type Person @key(fields: "id") {
      id: ID!
      name: String
      phone: String @authenticated
      age: Int! @authenticated
      salary: Int @requiresScopes(scopes: [["pay", "read"], ["chief"]])
      diary: String @policy(policies: [["own"]])
      mood: Mood
      place: Point
      boss: Person @authenticated
    }
    enum Mood @authenticated { GOOD BAD }
    scalar Point @requiresScopes(scopes: [["map"]])
    interface Thing { id: ID! name: String }
    type Box implements Thing { id: ID! name: String }
    type Safe implements Thing { id: ID! name: String @authenticated }
    type Secret @policy(policies: [["secret"]]) { id: ID! text: String }
    union Found = Box | Secret
  `,
  resolvers: {
    Query: {
      me: () => ({ id: '1', name: 'Ann' }),
      people: () => [{ id: '1' }, { id: '2' }],
      things: () => [
        { __typename: 'Box', id: 'b', name: 'a box' },
        { __typename: 'Safe', id: 's', name: 'a safe' },
      ],
      found: () => [
        { __typename: 'Box', id: 'b', name: 'a box' },
        { __typename: 'Secret', id: 'x', text: 'hush' },
      ],
      secrets: () => [{ id: 'x', text: 'hush' }],
      must: () => 1,
    },
    Mutation: { hire: () => ({ id: '3' }), must: () => 1, open: () => 2 },
    Subscription: {
      born: {
        subscribe: async function* () {
          yield await Promise.resolve({ born: { id: '4', name: 'Dee' } });
        },
      },
    },
    Person: {
      name: () => 'Ann',
      phone: () => '139',
      age: () => 40,
      salary: () => 9,
      diary: () => 'dear me',
      mood: () => 'GOOD',
      place: () => [1, 2],
      boss: () => ({ id: '9' }),
    },
  },
};

export const reviews: SubgraphSource = {
  typeDefs: `
    type Person @key(fields: "id") {
      id: ID!
      salary: Int @external
      taxes: Int @requires(fields: "salary") @requiresScopes(scopes: [["pay", "read"], ["chief"]])
      notes: [Note!]!
    }
    type Note @key(fields: "id") { id: ID! text: String author: Person private: String @authenticated }
  `,
  resolvers: {
    Person: {
      taxes: ({ salary }: { salary: number }) => salary / 3,
      notes: () => [{ id: 'n1' }, { id: 'n2' }],
    },
    Note: { text: ({ id }: { id: string }) => `note ${id}`, author: () => ({ id: '2' }), private: () => 'mine' },
  },
};
