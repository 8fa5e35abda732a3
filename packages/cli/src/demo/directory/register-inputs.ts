import type { registerDispatchRules, registerHandlingUnits, registerProposals } from '@lianxin/suggestions';

type Inputs<UseCase extends (context: never, inputs: never) => unknown> = Parameters<UseCase>[1];

/** A handling unit to register; the level is one word here, never undefined. */
export type HandlingUnitInput = Inputs<typeof registerHandlingUnits>[number] & {
  readonly level: 'CITY' | 'COUNTY' | 'TOWN';
};

/** A line of the dispatch catalogue to register. */
export type DispatchRuleInput = Inputs<typeof registerDispatchRules>[number];

/** A proposal to register. */
export type ProposalInput = Inputs<typeof registerProposals>[number];
