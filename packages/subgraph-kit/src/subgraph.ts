import type { Db } from '@lianxin/database';
import type { GraphQLSchema } from 'graphql';
import type { RequestContext, SubgraphContext } from './request-context.js';

/** A subgraph that runs: what a gateway in the same process, or a server of its own, needs of it. */
export interface Subgraph<Context extends SubgraphContext = SubgraphContext> {
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly sdl: string;
  readonly db: Db;
  /** A fresh context, with loaders of its own, for one fetch. */
  createContext(request: RequestContext): Context;
  /** Starts what runs beside requests: consumers, timers. */
  start(): Promise<void>;
  /** Ends everything that `start` began and closes the database. */
  stop(): Promise<void>;
}
