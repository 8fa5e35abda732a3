import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import {
  type DeputyRow,
  deputyRows,
  stationRows,
  type StationRow,
  type SuggestionRow,
  suggestionRows,
} from './rows.js';
import { monolithSdl, type SubgraphName, subgraphSdl } from './subgraphs.js';

const byId = <Row extends { readonly id: string }>(
  rows: readonly Row[],
): ((key: { id: string }) => Row | undefined) => {
  const index = new Map(rows.map((row) => [row.id, row]));
  return ({ id }) => index.get(id);
};
const station = byId<StationRow>(stationRows);
const deputy = byId<DeputyRow>(deputyRows);
const suggestion = byId<SuggestionRow>(suggestionRows);

const query = {
  station: (_: unknown, key: { id: string }) => station(key),
  deputy: (_: unknown, key: { id: string }) => deputy(key),
  suggestion: (_: unknown, key: { id: string }) => suggestion(key),
  suggestions: (_: unknown, { first, skip }: { first: number; skip: number }) =>
    suggestionRows.slice(skip, skip + first),
};

/** Refers to an entity of another subgraph by its key. */
const keyOf = (typename: string, id: string | null): object | null =>
  id === null ? null : { __typename: typename, id };

const subgraphResolvers = {
  stations: { Query: { station: query.station }, Station: { __resolveReference: station } },
  deputies: {
    Query: { deputy: query.deputy },
    Deputy: {
      __resolveReference: deputy,
      station: ({ stationId }: DeputyRow) => keyOf('Station', stationId),
    },
  },
  suggestions: {
    Query: { suggestion: query.suggestion, suggestions: query.suggestions },
    Suggestion: {
      __resolveReference: suggestion,
      station: ({ stationId }: SuggestionRow) => keyOf('Station', stationId),
      deputy: ({ deputyId }: SuggestionRow) => keyOf('Deputy', deputyId),
    },
  },
} satisfies Readonly<Record<SubgraphName, object>>;

/** One of the three subgraphs over its rows. */
export function subgraphSchema(name: SubgraphName): GraphQLSchema {
  return buildSubgraphSchema({ typeDefs: parse(subgraphSdl[name]), resolvers: subgraphResolvers[name] });
}

/** The whole graph over the same rows, nothing federated. */
export function monolithSchema(): GraphQLSchema {
  return buildSubgraphSchema({
    typeDefs: parse(monolithSdl),
    resolvers: {
      Query: query,
      Deputy: { station: ({ stationId }: DeputyRow) => station({ id: stationId }) },
      Suggestion: {
        station: ({ stationId }: SuggestionRow) => station({ id: stationId }),
        deputy: ({ deputyId }: SuggestionRow) => deputyId && deputy({ id: deputyId }),
      },
    },
  });
}
