import { type CivilDate, startOfDay } from '@lianxin/calendar';
import type { LightPolicy } from '../light/light-policy.entity.js';
import { Light } from '../light/light.enums.js';

const dayMs = 86_400_000;

/** Something with a last day that is done one day. */
export interface Dated {
  readonly dueOn: CivilDate;
  readonly doneOn: CivilDate | null;
}

/** Light of a milestone: green once reached, red from the day after its last one, yellow in the days before. */
export function milestoneLight(
  milestone: Dated,
  today: CivilDate,
  policy: Pick<LightPolicy, 'milestoneYellowDays'>,
): Light {
  if (milestone.doneOn !== null) return Light.GREEN;
  const daysLeft = (startOfDay(milestone.dueOn).getTime() - startOfDay(today).getTime()) / dayMs;
  if (daysLeft < 0) return Light.RED;
  return daysLeft <= policy.milestoneYellowDays ? Light.YELLOW : Light.GREEN;
}

const bySeverity = [Light.RED, Light.YELLOW, Light.GREEN] as const;

/** The worst of some lights; green when there is none. */
export function worstLight(lights: readonly Light[]): Light {
  return bySeverity.find((light) => lights.includes(light)) ?? Light.GREEN;
}
