import { expectOk } from '@lianxin/testing';
import type { Answer } from './e2e/client.js';
import type { Db } from '@lianxin/database';

type Send = (query: string, variables: object) => Promise<Answer>;

interface Counted {
  readonly eventId: string;
  readonly eventType: string;
  readonly day: string;
  readonly inNumerator: boolean;
  readonly share: number;
  readonly reason: string | null;
  readonly subject: { readonly __typename: string; readonly id: string; readonly status?: string };
}

interface Page<Node> {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: Node }[];
}

interface Rate {
  readonly kind: string;
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator: number;
}

interface Standing {
  readonly representative: { readonly id: string; readonly name: string };
  readonly score: number | null;
  readonly rates: readonly Rate[];
}

/** What a walk over a board has seen. */
export interface BoardWalk {
  readonly members: number;
  readonly counted: number;
  readonly excluded: number;
  /** Types of the subjects that were reached. */
  readonly subjects: ReadonlySet<string>;
  /** Everything on the board that its events do not explain. */
  readonly faults: readonly string[];
}

const subject = `subject { __typename id
  ... on DutyTask { taskStatus: status title }
  ... on Finding { findingStatus: status }
  ... on Rectification { rectificationStatus: status } }`;
const event = `eventId eventType day inNumerator share reason ${subject}`;
const page = 'totalCount pageInfo { hasNextPage endCursor }';

const boardQuery = `query ($period: PeriodInput!, $after: String) {
  dutyIndexBoard(cohortId: "default", period: $period, first: 50, after: $after) { ${page}
    edges { node { representative { id name } score rates { kind value numerator denominator } } } } }`;
const explainQuery = `query ($id: ID!, $period: PeriodInput!) { representative(id: $id) { dutyIndex(period: $period) {
  score indicators { kind value numerator denominator
    counted(first: 100) { ${page} edges { node { ${event} } } }
    excluded(first: 100) { ${page} edges { node { ${event} } } } } } } }`;

/** Every number on the board of a period, explained down to the events in the log and through the graph to their subjects. */
export async function walkBoard(send: Send, admin: Db, period: object): Promise<BoardWalk> {
  const faults: string[] = [];
  const subjects = new Set<string>();
  const totals = { members: 0, counted: 0, excluded: 0 };
  const ask = async (query: string, variables: object): Promise<Answer['data']> =>
    expectOk<Answer['data']>(await send(query, variables));
  for (let after: string | null = null, more = true; more;) {
    const board: Page<Standing> = (await ask(boardQuery, { period, after })).dutyIndexBoard;
    for (const { node } of board.edges) {
      const { representative } = await ask(explainQuery, { id: node.representative.id, period });
      const said = (what: string): void => void faults.push(`${node.representative.name}: ${what}`);
      const { score, indicators } = representative.dutyIndex;
      if (score !== node.score) said(`score ${node.score} is explained as ${score}`);
      for (const rate of node.rates) {
        const indicator = indicators.find(({ kind }: Rate) => kind === rate.kind);
        const { counted, excluded }: { counted: Page<Counted>; excluded: Page<Counted> } = indicator;
        const all = [...counted.edges, ...excluded.edges].map((edge) => edge.node);
        if (counted.pageInfo.hasNextPage || excluded.pageInfo.hasNextPage) said(`${rate.kind} has more than a page`);
        const above = counted.edges.filter((edge) => edge.node.inNumerator).map((edge) => 1 / edge.node.share);
        const below = counted.edges.map((edge) => 1 / edge.node.share);
        for (const [what, stated, found] of [
          ['numerator', rate.numerator, above],
          ['denominator', rate.denominator, below],
        ] as const) {
          const sum = found.reduce((total, each) => total + each, 0);
          if (Math.abs(sum - stated) > 1e-9) said(`${rate.kind}: ${what} ${stated}, its events make ${sum}`);
        }
        if (excluded.edges.some((edge) => edge.node.reason === null)) said(`${rate.kind} leaves out without a reason`);
        for (const missing of await missingEvents(admin, all)) said(`${rate.kind}: no event ${missing}`);
        for (const { subject: about } of all) {
          subjects.add(about.__typename);
          if (Object.keys(about).length < 3)
            said(`${rate.kind}: ${about.__typename} ${about.id} says nothing of itself`);
        }
        totals.counted += counted.totalCount;
        totals.excluded += excluded.totalCount;
      }
      totals.members += 1;
    }
    more = board.pageInfo.hasNextPage;
    after = board.pageInfo.endCursor;
  }
  return { ...totals, subjects, faults };
}

/** Events that the log does not have as they were told. */
async function missingEvents(admin: Db, told: readonly Counted[]): Promise<string[]> {
  const rows = await admin.queryText<{ id: string }>(
    'select event_id || type as id from events.log where event_id = any($1::uuid[])',
    [told.map(({ eventId }) => eventId)],
  );
  const known = new Set(rows.map(({ id }) => id));
  return told.map(({ eventId, eventType }) => `${eventId}${eventType}`).filter((id) => !known.has(id));
}
