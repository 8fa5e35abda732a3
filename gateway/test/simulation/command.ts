import type { RefusalCode } from '@lianxin/errors';
import type { SimulatedAction, SimulatedClerk } from './suggestion-machine.js';

/** What a writer asks for. */
export interface SimulatedCommand {
  readonly key: string;
  readonly clerk: SimulatedClerk;
  readonly suggestionId: string;
  readonly action: SimulatedAction;
  readonly expectedVersion: number;
}

/** What it is told: the version that the suggestion has got, or why not. */
export type SimulatedAnswer =
  { readonly kind: 'done'; readonly version: number } | { readonly kind: 'refused'; readonly code: RefusalCode };
