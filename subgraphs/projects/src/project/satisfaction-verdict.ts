import { SatisfactionVerdict } from './project.enums.js';

/** A count of votes on satisfaction. */
export interface SatisfactionCount {
  readonly memberCount: number;
  readonly satisfied: number;
  readonly basicallySatisfied: number;
}

/**
 * The verdict of a vote on satisfaction by the rule of 镇海 (RULEBOOK §4): SATISFIED from half of all members on; else
 * BASICALLY_SATISFIED when both together are more than half; else, at exactly half too, NOT_SATISFIED.
 */
export function satisfactionVerdict({
  memberCount,
  satisfied,
  basicallySatisfied,
}: SatisfactionCount): SatisfactionVerdict {
  // Doubled, so that half of an odd number needs no fraction.
  if (satisfied * 2 >= memberCount) return SatisfactionVerdict.SATISFIED;
  const both = satisfied + basicallySatisfied;
  return both * 2 > memberCount ? SatisfactionVerdict.BASICALLY_SATISFIED : SatisfactionVerdict.NOT_SATISFIED;
}
