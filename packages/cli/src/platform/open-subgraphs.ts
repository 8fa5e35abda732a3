import type { Clock } from '@lianxin/calendar';
import { createProjectsSubgraph, type ProjectsSubgraph } from '@lianxin/projects';
import { createRepresentativesSubgraph, type RepresentativesSubgraph } from '@lianxin/representatives';
import { createStationsSubgraph, type StationsSubgraph } from '@lianxin/stations';
import { createSuggestionsSubgraph, type SuggestionsSubgraph } from '@lianxin/suggestions';
import type { SubgraphName } from '../parts.js';
import type { UrlFor } from './database-urls.js';
import type { Keys } from './keys.js';

/** The four subgraphs by name. */
export interface Subgraphs {
  readonly representatives: RepresentativesSubgraph;
  readonly stations: StationsSubgraph;
  readonly suggestions: SuggestionsSubgraph;
  readonly projects: ProjectsSubgraph;
}

/** What every subgraph is opened with. */
export interface OpenOptions {
  readonly urlFor: UrlFor;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly onError: (error: unknown) => void;
}

/** Opens one subgraph on its schema. */
export function openSubgraph<Name extends SubgraphName>(name: Name, options: OpenOptions): Promise<Subgraphs[Name]> {
  const { urlFor, clock, keys, onError } = options;
  const common = { databaseUrl: urlFor(name), clock };
  const open: { readonly [Each in SubgraphName]: () => Promise<Subgraphs[Each]> } = {
    representatives: () => createRepresentativesSubgraph({ ...common, onError }),
    stations: () => createStationsSubgraph(common),
    suggestions: () => createSuggestionsSubgraph({ ...common, keys, onError }),
    projects: () => createProjectsSubgraph(common),
  };
  return open[name]();
}
