import { AppError, type Locale } from '@lianxin/errors';
import type { DutyRecordKind } from '@lianxin/events';
import type { RepresentativesSubgraph } from '@lianxin/representatives';
import type { Principal } from '@lianxin/subgraph-kit';
import { type DocumentNode, execute, parse } from 'graphql';

/** Whose archives: one deputy's, or those of all deputies of a region and below it, by code. */
export type ArchiveScope = { readonly representativeId: string } | { readonly regionCode: string };

/** Conditions as the graph takes them; days are `YYYY-MM-DD`. */
export interface ArchiveConditions {
  readonly from?: string;
  readonly before?: string;
}

/** Something that a record leads to; null where the reader may not go, or it leads elsewhere. */
interface Linked {
  readonly id: string;
  readonly title?: string;
}

/** A record as the graph shows it to the reader. Instants are ISO 8601 in UTC. */
export interface ArchiveRecord {
  readonly id: string;
  readonly kind: DutyRecordKind;
  readonly status: string;
  readonly heldOn: string;
  readonly part: string | null;
  readonly title: string | null;
  readonly evidence: string | null;
  readonly submittedAt: string | null;
  readonly decidedAt: string | null;
  readonly eventId: string | null;
  readonly task: Linked | null;
  readonly suggestion: Linked | null;
  readonly reception: Linked | null;
  readonly proposal: Linked | null;
  readonly finding: Linked | null;
  readonly rectification: (Linked & { readonly finding: Linked | null }) | null;
}

/** A record and whose it is. */
export interface ArchiveLine {
  readonly code: string;
  readonly name: string;
  readonly record: ArchiveRecord;
}

interface Page<Node> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: Node }[];
}

interface Deputy {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly dutyRecords: Page<ArchiveRecord>;
}

const deputiesEach = 50;
const recordsEach = 100;
const pageInfo = 'pageInfo { hasNextPage endCursor }';
const deputy = `id code name dutyRecords(first: ${recordsEach}, after: $recordsAfter, filter: $filter) { ${pageInfo} edges { node {
  id kind status heldOn part title evidence submittedAt decidedAt eventId
  task { id title } suggestion { id } reception { id } proposal { id } finding { id title }
  rectification { id finding { id title } } } } }`;
const one = parse(`query ($id: ID!, $filter: DutyRecordFilter, $recordsAfter: String) {
  representative(id: $id) { ${deputy} } }`);
const all = parse(`query ($region: ID!, $after: String, $filter: DutyRecordFilter, $recordsAfter: String) {
  representatives(first: ${deputiesEach}, after: $after, filter: { regionCode: $region }) { ${pageInfo}
    edges { node { ${deputy} } } } }`);

/**
 * Reads archives through the graph as the reader would, a page at a time: what the lists do not show them is not here.
 * The latest day first in each archive.
 * @throws AppError as the graph does
 */
export async function* readArchive(
  subgraph: Pick<RepresentativesSubgraph, 'schema' | 'createContext'>,
  reader: { readonly principal: Principal; readonly locale: Locale },
  scope: ArchiveScope,
  filter: ArchiveConditions,
): AsyncGenerator<ArchiveLine, void, void> {
  async function ask<Data>(document: DocumentNode, variableValues: Record<string, unknown>): Promise<Data> {
    const contextValue = subgraph.createContext({ requestId: 'export of archives', ...reader });
    const { data, errors } = await execute({ schema: subgraph.schema, document, variableValues, contextValue });
    const [error] = errors ?? [];
    if (error) throw error.originalError ?? new AppError('INVALID_INPUT', { reason: error.message });
    return data as Data;
  }
  async function* linesOf({ id, code, name, dutyRecords: first }: Deputy): AsyncGenerator<ArchiveLine, void, void> {
    for (let page = first; ;) {
      for (const { node: record } of page.edges) yield { code, name, record };
      if (!page.pageInfo.hasNextPage) return;
      const behind = { id, filter, recordsAfter: page.pageInfo.endCursor };
      const next = await ask<{ representative: Deputy | null }>(one, behind);
      if (!next.representative) return;
      page = next.representative.dutyRecords;
    }
  }
  if ('representativeId' in scope) {
    const { representative } = await ask<{ representative: Deputy | null }>(one, {
      id: scope.representativeId,
      filter,
    });
    if (representative) yield* linesOf(representative);
    return;
  }
  for (let after: string | null = null, more = true; more;) {
    const variables: Record<string, unknown> = { region: scope.regionCode, after, filter };
    const { representatives }: { representatives: Page<Deputy> } = await ask(all, variables);
    for (const { node } of representatives.edges) yield* linesOf(node);
    after = representatives.pageInfo.endCursor;
    more = representatives.pageInfo.hasNextPage;
  }
}
