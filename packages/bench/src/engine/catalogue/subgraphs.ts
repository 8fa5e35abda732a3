/** The subgraphs of the benchmark. */
export const subgraphNames = ['stations', 'deputies', 'suggestions'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

/**
 * Their schemas, in the words that both versions of the federation specification understand: one of the gateways only
 * reads the first.
 */
export const subgraphSdl: Readonly<Record<SubgraphName, string>> = {
  stations: `
    type Query {
      station(id: ID!): Station
    }
    type Station @key(fields: "id") {
      id: ID!
      name: String!
      address: String!
      hours: String!
      isOpen: Boolean!
    }`,
  deputies: `
    type Query {
      deputy(id: ID!): Deputy
    }
    type Deputy @key(fields: "id") {
      id: ID!
      name: String!
      constituency: String!
      term: Int!
      station: Station!
    }
    extend type Station @key(fields: "id") {
      id: ID! @external
    }`,
  suggestions: `
    type Query {
      suggestions(first: Int!, skip: Int!): [Suggestion!]!
      suggestion(id: ID!): Suggestion
    }
    enum Status {
      ADMITTED
      DISPATCHED
      IN_PROGRESS
      REPLIED
      CLOSED
    }
    type Suggestion @key(fields: "id") {
      id: ID!
      title: String!
      status: Status!
      supporters: Int!
      isUrgent: Boolean!
      heat: Float!
      station: Station!
      deputy: Deputy
    }
    extend type Station @key(fields: "id") {
      id: ID! @external
    }
    extend type Deputy @key(fields: "id") {
      id: ID! @external
    }`,
};

/** The same graph as one schema, without any federation. */
export const monolithSdl = `
    type Query {
      station(id: ID!): Station
      deputy(id: ID!): Deputy
      suggestions(first: Int!, skip: Int!): [Suggestion!]!
      suggestion(id: ID!): Suggestion
    }
    type Station {
      id: ID!
      name: String!
      address: String!
      hours: String!
      isOpen: Boolean!
    }
    type Deputy {
      id: ID!
      name: String!
      constituency: String!
      term: Int!
      station: Station!
    }
    enum Status {
      ADMITTED
      DISPATCHED
      IN_PROGRESS
      REPLIED
      CLOSED
    }
    type Suggestion {
      id: ID!
      title: String!
      status: Status!
      supporters: Int!
      isUrgent: Boolean!
      heat: Float!
      station: Station!
      deputy: Deputy
    }`;
