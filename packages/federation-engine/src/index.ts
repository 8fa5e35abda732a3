export type { Access } from './access/requirement.js';
export { BoundedCache } from './bounded-cache.js';
export type { Measured } from './cost/measure-cost.js';
export { composeSupergraph, type Composition, type SubgraphDefinition } from './compose-supergraph.js';
export { createEngine } from './engine.js';
export type {
  Engine,
  EngineOptions,
  FaultReport,
  Prepared,
  SubgraphRequest,
  TextResult,
  Transport,
} from './engine-types.js';
export { apolloHosting, type ApolloHosting, type ApolloHostingOptions } from './faces/apollo-hosting.js';
export { defaultLimits, type EngineLimits } from './limits.js';
export { planningRisks } from './plan/planning-risks.js';
export { readResult, writeResult } from './respond/text-result.js';
export { SubgraphFault } from './subgraph-fault.js';
export { httpTransport, type HttpTransport, type HttpTransportOptions } from './transports/http-transport.js';
export { localTransport, type LocalTransportOptions } from './transports/local-transport.js';
export { maskError, type FormatError } from './transports/mask-error.js';
export { turns } from './turns.js';
