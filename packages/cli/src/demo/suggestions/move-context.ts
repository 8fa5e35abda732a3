import type { Commander, SuggestionServices } from '@lianxin/suggestions';
import { asClerk, asDeputy } from './cast.js';
import type { Move } from './routes.js';
import type { Scenario } from './scenario.types.js';

/** Where a suggestion stands while its scenario is played. */
export interface Progress {
  readonly id: string;
  readonly version: number;
}

/** What a move needs besides its scenario. */
export interface MoveContext {
  /** Services whose clock shows the moment of the move. */
  readonly services: SuggestionServices;
  readonly at: Date;
  /** Place of the move in the scenario. */
  readonly index: number;
  readonly progress: Progress | null;
  readonly unitIds: ReadonlyMap<string, string>;
  /** The suggestion that this one is merged into. */
  readonly targetId: string | null;
}

/** How often a move was taken before the one at `index`. */
export const counted = (scenario: Scenario, index: number, move: Move): number =>
  scenario.moves.slice(0, index).filter((earlier) => earlier.move === move).length;

/** Whether the case went back once and is with the second unit. */
export const isAfterReturn = (scenario: Scenario, index: number): boolean =>
  counted(scenario, index, 'APPROVE_RETURN') > 0;

/** Who has the case: the deputy alone, or the unit it was given to last. */
export function handler(scenario: Scenario, { index, unitIds }: MoveContext): Commander {
  const { deputy, station } = scenario;
  if (deputy && counted(scenario, index, 'DISPATCH_TO_DEPUTY') > 0) return asDeputy(deputy, station.id);
  const unit = isAfterReturn(scenario, index) ? scenario.secondUnit : scenario.unit;
  return asClerk(unit, idOf(unitIds, unit.code));
}

/** The identifier of a unit by its code. */
export function idOf(unitIds: ReadonlyMap<string, string>, code: string): string {
  const id = unitIds.get(code);
  if (id === undefined) throw new Error(`Handling unit ${code} was not registered`);
  return id;
}
