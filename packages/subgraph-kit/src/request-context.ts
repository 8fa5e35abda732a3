import type { Locale } from '@lianxin/errors';
import type { Principal } from './principal.js';

/** What travels with every request from the gateway into the subgraphs, in process or signed over HTTP. */
export interface RequestContext {
  readonly requestId: string;
  readonly principal: Principal | null;
  readonly locale: Locale;
}

/** The GraphQL context of a subgraph: the request, and what the subgraph itself adds (loaders, use cases). */
export interface SubgraphContext {
  readonly request: RequestContext;
}
