import type { enginePeers } from './peers/start-peer.js';

export type ContenderName = keyof typeof enginePeers;

/** Who takes part. */
export interface Contender {
  readonly name: ContenderName;
  /** What the report calls it. */
  readonly title: string;
  /** Ours, not a peer. */
  readonly isOwn: boolean;
  /** It calls the subgraphs' servers. */
  readonly overHttp: boolean;
}

export const contenders: readonly Contender[] = [
  { name: 'apollo', title: '@apollo/server + @apollo/gateway', isOwn: false, overHttp: true },
  { name: 'hive', title: 'Hive gateway, planner in Rust', isOwn: false, overHttp: true },
  { name: 'mercurius', title: 'mercurius gateway', isOwn: false, overHttp: true },
  { name: 'ours-in-apollo', title: 'Lianxin engine in @apollo/server', isOwn: true, overHttp: true },
  { name: 'ours-http', title: 'Lianxin engine over HTTP', isOwn: true, overHttp: true },
  { name: 'ours-local', title: 'Lianxin engine, subgraphs in process', isOwn: true, overHttp: false },
  { name: 'graphql-js', title: 'graphql-js, one schema', isOwn: false, overHttp: false },
  { name: 'graphql-jit', title: 'graphql-jit, one schema', isOwn: false, overHttp: false },
  { name: 'bare', title: 'node:http with a ready answer', isOwn: false, overHttp: false },
];

/** Whom the others are told as a ratio to. */
export const bases: readonly { readonly name: ContenderName; readonly heading: string }[] = [
  { name: 'apollo', heading: ':apollo' },
  { name: 'hive', heading: ':hive' },
  { name: 'graphql-jit', heading: ':jit' },
];
