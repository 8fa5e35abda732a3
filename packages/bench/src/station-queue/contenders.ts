import type { Target } from '../load/http-load.js';
import { ask } from '../load/ask.js';
import { signIn } from '../platform/sign-in.js';
import { likeForLikeDocument, postgraphileDocument, type QueueData, stationQueueDocument } from './documents.js';
import type { Filled } from './rows/fill.js';

/** One server with one way to ask it for the screen. */
export interface Contender {
  readonly name: string;
  /** What the report calls it. */
  readonly title: string;
  /** Ours, not a peer. */
  readonly isOwn: boolean;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly stationIds: readonly string[];
  body(stationId: string, after: string | null): string;
}

/** Items of a page. */
const pageSize = 20;

/** Where the servers are. */
export interface Servers {
  readonly bare: URL;
  readonly postgraphile: URL;
  readonly gateway: URL;
}

const graphqlBody = (query: string) => (stationId: string, after: string | null) =>
  JSON.stringify({ query, variables: { stationId, first: pageSize, after } });

/** Everybody who takes part; the first is what the others are measured by. */
export async function contendersOf(
  servers: Servers,
  { stationIds, ownStationId, password }: Filled,
): Promise<readonly Contender[]> {
  const office = await signIn(servers.gateway, 'bench-office', password);
  const liaison = await signIn(servers.gateway, 'bench-liaison', password);
  const gateway = { isOwn: true, url: servers.gateway, headers: office, stationIds };
  const wholeScreen = stationQueueDocument();
  return [
    {
      name: 'bare',
      title: 'one hand-written SQL behind bare node:http',
      isOwn: false,
      url: servers.bare,
      headers: {},
      stationIds,
      body: (stationId, after) => JSON.stringify({ stationId, first: pageSize, after }),
    },
    {
      name: 'postgraphile',
      title: 'PostGraphile 5, same fields',
      isOwn: false,
      url: servers.postgraphile,
      headers: {},
      stationIds,
      body: graphqlBody(postgraphileDocument),
    },
    { ...gateway, name: 'gateway', title: 'Lianxin gateway, same fields', body: graphqlBody(likeForLikeDocument) },
    { ...gateway, name: 'client', title: 'Lianxin gateway, whole StationQueue', body: graphqlBody(wholeScreen) },
    {
      ...gateway,
      name: 'liaison',
      title: 'Lianxin gateway, whole StationQueue, one station',
      headers: liaison,
      stationIds: [ownStationId],
      body: graphqlBody(wholeScreen),
    },
  ];
}

/** A page as far as the contenders must agree on it. */
export interface SeenPage {
  readonly total: number;
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
}

/** What asking for every page once brought: the requests for the load, and what was seen. */
export interface Rehearsal {
  readonly target: Target;
  readonly pages: ReadonlyMap<string, SeenPage>;
}

/**
 * Asks once for the first page of every station, and behind its cursor for the second page of every third one: so every
 * server is asked with cursors of its own, and what they answer can be compared before anything is measured.
 */
export async function rehearse({ url, headers, stationIds, body }: Contender): Promise<Rehearsal> {
  const bodies: string[] = [];
  const pages = new Map<string, SeenPage>();
  const see = async (stationId: string, after: string | null): Promise<string | null> => {
    const asked = body(stationId, after);
    const { data, errors } = (await ask(url, asked, headers)) as { data?: QueueData; errors?: unknown };
    const suggestions = data?.station?.suggestions;
    if (!suggestions || errors) throw new Error(`${url.href} has no queue for ${stationId}: ${JSON.stringify(errors)}`);
    bodies.push(asked);
    pages.set(`${stationId} ${after ? 2 : 1}`, {
      total: suggestions.totalCount,
      nodes: suggestions.edges.map(({ node }) => node),
    });
    return suggestions.pageInfo.hasNextPage ? suggestions.pageInfo.endCursor : null;
  };
  for (const [index, stationId] of stationIds.entries()) {
    const cursor = await see(stationId, null);
    if (cursor !== null && index % 3 === 0) await see(stationId, cursor);
  }
  return { target: { url, headers, bodies }, pages };
}
