import { suggestionCount } from './catalogue/rows.js';

/** One of the operations that are measured, with the variables that its requests go round. */
export interface BenchQuery {
  readonly name: string;
  /** What the report calls it. */
  readonly title: string;
  readonly document: string;
  readonly variables: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Four fetches in three hops: the suggestions; their stations and their deputies, side by side; and the stations of the
 * deputies.
 */
const queue = `query Queue($first: Int!, $skip: Int!) {
  suggestions(first: $first, skip: $skip) {
    id
    title
    status
    supporters
    station { id name }
    deputy { id name constituency station { id name isOpen } }
  }
}`;

const one = `query One($id: ID!) {
  suggestion(id: $id) { id title status station { id name address isOpen } }
}`;

/** Pages that lie evenly over all suggestions. */
function pages(first: number, count: number): { first: number; skip: number }[] {
  const step = (suggestionCount - first) / (count - 1);
  return Array.from({ length: count }, (_, page) => ({ first, skip: Math.floor(page * step) }));
}

export const benchQueries: readonly BenchQuery[] = [
  { name: 'federated', title: '3 subgraphs, 4 fetches in 3 hops, 20 items', document: queue, variables: pages(20, 50) },
  {
    name: 'small',
    title: '2 subgraphs, 2 fetches, one object',
    document: one,
    variables: Array.from({ length: 50 }, (_, i) => ({ id: `suggestion-${i * 37}` })),
  },
  { name: 'wide', title: '3 subgraphs, 4 fetches in 3 hops, 500 items', document: queue, variables: pages(500, 20) },
];

/** The bodies of its requests. */
export function bodiesOf({ document, variables }: BenchQuery): string[] {
  return variables.map((values) => JSON.stringify({ query: document, variables: values }));
}
