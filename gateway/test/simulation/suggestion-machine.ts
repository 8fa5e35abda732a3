import { refuse } from '@lianxin/errors';
import { SuggestionAction, SuggestionStatus } from '@lianxin/events';
import { defineMachine } from '@lianxin/workflow';

/** A suggestion of the simulated world. */
export interface SimulatedSuggestion {
  readonly id: string;
  readonly version: number;
  readonly status: SuggestionStatus;
  readonly stationId: string;
  readonly owner: string;
  /** Shown to the congress office alone. */
  readonly isHidden: boolean;
}

/** Who takes an action. */
export interface SimulatedClerk {
  readonly accountId: string;
  readonly stationId: string;
}

/** The actions that its writers take. */
export const actions = [
  SuggestionAction.ACCEPT,
  SuggestionAction.REPLY,
  SuggestionAction.EVALUATE,
  SuggestionAction.REDISPATCH,
] as const;

/** One of them. */
export type SimulatedAction = (typeof actions)[number];
type Inputs = Readonly<Record<SimulatedAction, object>>;

const { DISPATCHED, IN_PROGRESS, REPLIED, REWORK, CLOSED } = SuggestionStatus;
const { ACCEPT, REPLY, EVALUATE, REDISPATCH } = SuggestionAction;
const isOfStation = ({ stationId }: SimulatedClerk, suggestion: SimulatedSuggestion) =>
  stationId === suggestion.stationId || refuse('NOT_YOUR_STATION');

/** A way through the states that goes round, so that a suggestion can have any number of versions. */
export const suggestionMachine = defineMachine<SuggestionStatus, 'CLERK', SimulatedSuggestion, SimulatedClerk, Inputs>({
  name: 'simulated suggestion',
  states: [DISPATCHED, IN_PROGRESS, REPLIED, REWORK, CLOSED],
  initial: [DISPATCHED, CLOSED],
  terminal: [CLOSED],
  stateOf: ({ status }) => status,
  rolesOf: () => ['CLERK'],
  actions: {
    [ACCEPT]: { from: [DISPATCHED, REWORK], to: IN_PROGRESS, by: ['CLERK'], permit: isOfStation },
    [REPLY]: { from: [IN_PROGRESS], to: REPLIED, by: ['CLERK'], permit: isOfStation },
    [EVALUATE]: { from: [REPLIED], to: REWORK, by: ['CLERK'], permit: isOfStation },
    [REDISPATCH]: { from: [IN_PROGRESS, REWORK], to: DISPATCHED, by: ['CLERK'], permit: isOfStation },
  },
});
