import type { DemoDeputy } from '../directory/deputies-plan.js';
import type { DemoStation } from '../directory/stations-plan.js';
import type { DemoUnit } from '../directory/units-plan.js';
import type { Resident } from '../people/residents.js';
import type { Matter, Wording } from './compose-text.js';
import type { TimedMove } from './move-times.js';

/** How it reached the station: by oneself, signed in; through the desk; by the code on the wall without a name. */
export type Intake = 'SELF' | 'DESK' | 'ANONYMOUS';

/** The whole life of one suggestion, planned before any of it is played. */
export interface Scenario {
  /** Its name and the seed of its chance. */
  readonly key: string;
  readonly route: string;
  readonly station: DemoStation;
  readonly matter: Matter;
  readonly wording: Wording;
  /** The station's judgement when it is admitted. */
  readonly categoryCode: string;
  readonly isUrgent: boolean;
  readonly resident: Resident;
  readonly intake: Intake;
  /** The unit of the first dispatch, and the one of a dispatch after a return. */
  readonly unit: DemoUnit;
  readonly secondUnit: DemoUnit;
  readonly assists: readonly DemoUnit[];
  /** The deputy who goes with the case, or alone handles it. */
  readonly deputy: DemoDeputy | null;
  readonly moves: readonly TimedMove[];
  /** The scenario that it is merged into. */
  readonly mergedInto: Scenario | null;
  /** Which of the reasons for not taking it up applies; only where it is rejected. */
  readonly refusal: { readonly reason: string; readonly advice: string } | null;
}

/** When a scenario begins: unique among all of them, so that its record can be found again. */
export function collectedAt({ moves, key }: Scenario): Date {
  const [first] = moves;
  if (!first) throw new Error(`${key} has no moves`);
  return first.at;
}
