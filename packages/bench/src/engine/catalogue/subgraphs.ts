/** The subgraphs of the benchmark. */
export const subgraphNames = ['stations', 'deputies', 'suggestions'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

const stationFields = `
      id: ID!
      name: String!
      address: String!
      hours: String!
      isOpen: Boolean!`;
const deputyFields = `
      id: ID!
      name: String!
      constituency: String!
      term: Int!
      station: Station!`;
const suggestionFields = `
      id: ID!
      title: String!
      status: Status!
      supporters: Int!
      isUrgent: Boolean!
      heat: Float!
      station: Station!
      deputy: Deputy`;
const statuses = `
    enum Status {
      ADMITTED
      DISPATCHED
      IN_PROGRESS
      REPLIED
      CLOSED
    }`;

/**
 * Their schemas, in the words that both versions of the federation specification understand: one of the gateways only
 * reads the first.
 */
export const subgraphSdl: Readonly<Record<SubgraphName, string>> = {
  stations: `
    type Query {
      station(id: ID!): Station
    }
    type Station @key(fields: "id") {${stationFields}
    }`,
  deputies: `
    type Query {
      deputy(id: ID!): Deputy
    }
    type Deputy @key(fields: "id") {${deputyFields}
    }
    extend type Station @key(fields: "id") {
      id: ID! @external
    }`,
  suggestions: `
    type Query {
      suggestions(first: Int!, skip: Int!): [Suggestion!]!
      suggestion(id: ID!): Suggestion
    }${statuses}
    type Suggestion @key(fields: "id") {${suggestionFields}
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
    }${statuses}
    type Station {${stationFields}
    }
    type Deputy {${deputyFields}
    }
    type Suggestion {${suggestionFields}
    }`;
