export type { MandateEnd } from './mandate/end-mandate.js';
export type { MandateInput } from './mandate/grant-mandates.js';
export { MandateStatus } from './mandate/mandate.entity.js';
export { systemActor } from './system-actor.js';
export type { RegisteredRepresentative, RepresentativeInput } from './representative/register-representatives.js';
export { CongressLevel } from './representative/representative.entity.js';
export type { RepresentativesContext } from './representatives-context.js';
export {
  createRepresentativesSubgraph,
  representativesModule,
  type RepresentativesOptions,
  representativesSchema,
  type RepresentativesSubgraph,
} from './subgraph.js';
export type { RepresentativesUseCases } from './use-cases.js';
