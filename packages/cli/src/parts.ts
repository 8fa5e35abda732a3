/** The four subgraphs, each a process of its own when served apart. */
export const subgraphNames = ['representatives', 'stations', 'suggestions', 'projects'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

/** A part of the platform that runs as a process of its own. */
export type Part = 'gateway' | 'relay' | SubgraphName;

/** All parts. */
export const parts: readonly Part[] = ['gateway', 'relay', ...subgraphNames];

/** Ports of the parts when they run as processes of their own, unless PORT says otherwise. */
export const partPorts = {
  gateway: 4000,
  representatives: 4001,
  stations: 4002,
  suggestions: 4003,
  projects: 4004,
} as const;
