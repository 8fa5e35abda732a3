import type { CivilDate } from '@lianxin/calendar';
import { Light } from './light.enums.js';
import type { LightPolicy } from './light-policy.entity.js';

/** A point of the plan (序时进度): by the end of that day, so much of the work is to be done. */
export interface PlannedPoint {
  /** `YYYY-MM-DD`, Asia/Shanghai. */
  readonly on: CivilDate;
  /** 0 to 100. */
  readonly percent: number;
}

/** What the plan asks for on a day: the target of the latest point up to that day, 0 before the first. */
export function plannedPercentOn(plan: readonly PlannedPoint[], day: CivilDate): number {
  return plan.reduce((percent, point) => (point.on <= day ? Math.max(percent, point.percent) : percent), 0);
}

/**
 * Light of a project (RULEBOOK §4, 三灯): by the percentage points that the work is behind its plan. With the usual
 * thresholds 10 to 30 points are yellow and more than 30 red.
 */
export function progressLight(
  progress: { readonly plannedPercent: number; readonly actualPercent: number },
  policy: Pick<LightPolicy, 'yellowFromPoints' | 'redAbovePoints'>,
): Light {
  const behind = progress.plannedPercent - progress.actualPercent;
  if (behind > policy.redAbovePoints) return Light.RED;
  return behind >= policy.yellowFromPoints ? Light.YELLOW : Light.GREEN;
}
