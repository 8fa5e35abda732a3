import type { SubgraphSource } from './federation.js';

/** Four subgraphs as the platform has them, and a local one that owns subscriptions. Every person here is invented. */
const suggestions = Array.from({ length: 20 }, (_, i) => ({
  id: `s${i}`,
  number: `2026-${i}`,
  stationId: `st${i % 3}`,
  unitId: i % 4 === 0 ? null : `u${i % 2}`,
}));
const stations = ['st0', 'st1', 'st2'].map((id, i) => ({ id, name: `第${i}站`, regionCode: `43060${i % 2}` }));
const representatives = [
  { id: 'p0', name: '柳一', stationIds: ['st0', 'st1'] },
  { id: 'p1', name: '柳二', stationIds: ['st2'] },
];

export interface CongressHooks {
  /** Events of the live subgraph. */
  events?: () => AsyncIterable<{ suggestionProgress: { cursor: string; suggestion: { id: string } } }>;
}

export function congress(hooks: CongressHooks = {}): Record<string, SubgraphSource> {
  return {
    suggestions: {
      typeDefs: `
        type Query { suggestions(first: Int!): [Suggestion!]! suggestion(id: ID!): Suggestion }
        type Mutation { collect(title: String!): CollectResult! }
        union CollectResult = SuggestionPayload | EmptyTitle
        interface Refusal { code: String! message: String! }
        type EmptyTitle implements Refusal @shareable { code: String! message: String! }
        type SuggestionPayload { suggestion: Suggestion! }
        type Suggestion @key(fields: "id") { id: ID! number: String! station: Station! leadUnit: HandlingUnit }
        type Station @key(fields: "id", resolvable: false) { id: ID! }
        type HandlingUnit @key(fields: "id") { id: ID! name: String! }
        type Region @key(fields: "code") { code: ID! suggestionCount: Int! }
      `,
      resolvers: {
        Query: {
          suggestions: (_: unknown, { first }: { first: number }) => suggestions.slice(0, first),
          suggestion: (_: unknown, { id }: { id: string }) => suggestions.find((one) => one.id === id),
        },
        Mutation: {
          collect: (_: unknown, { title }: { title: string }) =>
            title
              ? { __typename: 'SuggestionPayload', suggestion: suggestions[1] }
              : { __typename: 'EmptyTitle', code: 'TEXT_REQUIRED', message: '标题不能为空。' },
        },
        Suggestion: {
          __resolveReference: ({ id }: { id: string }) => suggestions.find((one) => one.id === id),
          station: ({ stationId }: { stationId: string }) => ({ id: stationId }),
          leadUnit: ({ unitId }: { unitId: string | null }) => unitId && { id: unitId },
        },
        HandlingUnit: { name: ({ id }: { id: string }) => `单位${id}` },
        Region: { suggestionCount: ({ code }: { code: string }) => code.length },
      },
    },
    stations: {
      typeDefs: `
        type Query { station(id: ID!): Station }
        type Station @key(fields: "id") { id: ID! name: String! region: Region! }
        type Region @key(fields: "code") { code: ID! name: String! }
        type Representative @key(fields: "id") { id: ID! stations: [Station!]! }
      `,
      resolvers: {
        Query: { station: (_: unknown, { id }: { id: string }) => stations.find((one) => one.id === id) },
        Station: {
          __resolveReference: ({ id }: { id: string }) => stations.find((one) => one.id === id),
          region: ({ regionCode }: { regionCode: string }) => ({ code: regionCode }),
        },
        Region: { name: ({ code }: { code: string }) => `区${code}` },
        Representative: {
          stations: ({ id }: { id: string }) =>
            stations.filter((one) => representatives.find((person) => person.id === id)?.stationIds.includes(one.id)),
        },
      },
    },
    representatives: {
      typeDefs: `
        type Query { representative(id: ID!): Representative }
        type Representative @key(fields: "id") { id: ID! name: String! }
        type Station @key(fields: "id") { id: ID! representatives(first: Int = 5): [Representative!]! }
      `,
      resolvers: {
        Query: { representative: (_: unknown, { id }: { id: string }) => representatives.find((one) => one.id === id) },
        Representative: {
          __resolveReference: ({ id }: { id: string }) => representatives.find((one) => one.id === id),
        },
        Station: {
          representatives: ({ id }: { id: string }) => representatives.filter((one) => one.stationIds.includes(id)),
        },
      },
    },
    projects: {
      typeDefs: `
        type Region @key(fields: "code") { code: ID! projects(first: Int = 2): [Project!]! }
        type Project @key(fields: "id") { id: ID! name: String! unit: HandlingUnit }
        type HandlingUnit @key(fields: "id") { id: ID! projects: [Project!]! }
      `,
      resolvers: {
        Region: {
          projects: ({ code }: { code: string }, { first }: { first: number }) =>
            Array.from({ length: first }, (_, i) => ({ id: `${code}-${i}`, name: `实事${i}`, unit: { id: `u${i}` } })),
        },
        HandlingUnit: { projects: ({ id }: { id: string }) => [{ id: `x-${id}`, name: '管网', unit: { id } }] },
      },
    },
    live: {
      typeDefs: `
        type Subscription { suggestionProgress(id: ID!, after: String): SuggestionEvent! }
        type SuggestionEvent { cursor: String! suggestion: Suggestion! }
        type Suggestion @key(fields: "id", resolvable: false) { id: ID! }
      `,
      resolvers: { Subscription: { suggestionProgress: { subscribe: () => hooks.events?.() } } },
    },
  };
}

/** All of it in one schema. */
export function wholeCongress(): SubgraphSource {
  const parts = congress();
  const resolversOf = (name: string, type: string): object => parts[name]!.resolvers![type]!;
  return {
    typeDefs: `
      type Query {
        suggestions(first: Int!): [Suggestion!]! suggestion(id: ID!): Suggestion
        station(id: ID!): Station representative(id: ID!): Representative
      }
      type Suggestion { id: ID! number: String! station: Station! leadUnit: HandlingUnit }
      type Station { id: ID! name: String! region: Region! representatives(first: Int = 5): [Representative!]! }
      type HandlingUnit { id: ID! name: String! projects: [Project!]! }
      type Region { code: ID! name: String! suggestionCount: Int! projects(first: Int = 2): [Project!]! }
      type Representative { id: ID! name: String! stations: [Station!]! }
      type Project { id: ID! name: String! unit: HandlingUnit }
    `,
    resolvers: {
      Query: {
        ...resolversOf('suggestions', 'Query'),
        ...resolversOf('stations', 'Query'),
        ...resolversOf('representatives', 'Query'),
      },
      Suggestion: {
        ...resolversOf('suggestions', 'Suggestion'),
        station: ({ stationId }: { stationId: string }) => stations.find((one) => one.id === stationId),
      },
      Station: { ...resolversOf('stations', 'Station'), ...resolversOf('representatives', 'Station') },
      HandlingUnit: { ...resolversOf('suggestions', 'HandlingUnit'), ...resolversOf('projects', 'HandlingUnit') },
      Region: {
        ...resolversOf('suggestions', 'Region'),
        ...resolversOf('stations', 'Region'),
        ...resolversOf('projects', 'Region'),
      },
      Representative: resolversOf('stations', 'Representative'),
    },
  };
}
