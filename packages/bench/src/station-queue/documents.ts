import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const operations = fileURLToPath(new URL('../../../testing/operations/station-portal.graphql', import.meta.url));

/** The client's own document, word for word as the station portal sends it. */
export function stationQueueDocument(): string {
  const found = /^query StationQueue[^]*?\n}/m.exec(readFileSync(operations, 'utf8'))?.[0];
  if (found === undefined) throw new Error(`No StationQueue in ${operations}`);
  return found;
}

/** The same screen without what the peers have nothing like: the available actions, the duty index, the station's deputies. */
export const likeForLikeDocument = `query StationQueueFields($stationId: ID!, $first: Int!, $after: String) {
  station(id: $stationId) {
    id name tier kind
    region { code name }
    suggestions(orderBy: { field: DUE_AT, direction: ASC }, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        cursor
        node {
          id number title stage status light urgency collectedAt dueAt version
          category { code name }
          constituent { displayName phoneMasked }
          leadUnit { id name }
          representative { id name }
        }
      }
    }
  }
}`;

/** The same again in PostGraphile's names, with aliases where they differ, so that the answers have equal keys. */
export const postgraphileDocument = `query StationQueue($stationId: UUID!, $first: Int!, $after: Cursor) {
  station: stationByRowId(rowId: $stationId) {
    id: rowId name tier kind
    region: regionByRegionCode { code name }
    suggestions: suggestionsByStationId(orderBy: [DUE_AT_ASC], first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        cursor
        node {
          id: rowId number title stage status light urgency collectedAt dueAt version
          category: categoryByCategoryCode { code name }
          constituent: constituentByConstituentId { displayName phoneMasked }
          leadUnit: handlingUnitByLeadUnitId { id: rowId name }
          representative: representativeByRepresentativeId { id: rowId name }
        }
      }
    }
  }
}`;

/** What all answers hold, whoever gave them. */
export interface QueueData {
  readonly station: {
    readonly suggestions: {
      readonly totalCount: number;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      readonly edges: readonly { readonly node: { readonly id: string } & Readonly<Record<string, unknown>> }[];
    };
  } | null;
}
