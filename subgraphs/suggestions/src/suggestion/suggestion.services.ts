import type { Clock, WorkingCalendar } from '@lianxin/calendar';
import type { Db } from '@lianxin/database';
import type { ConstituentPrivacy } from '../constituent/constituent-register.js';
import type { TransitionWriter } from '@lianxin/workflow';
import type { NumberSeries } from './number-series.js';
import type { DeadlinePolicy } from './suggestion.deadlines.js';

/** What the use cases of suggestions work with. */
export interface SuggestionServices {
  readonly db: Db;
  readonly clock: Clock;
  readonly policy: DeadlinePolicy;
  readonly calendar: WorkingCalendar;
  readonly privacy: ConstituentPrivacy;
  readonly numbers: NumberSeries;
  readonly steps: TransitionWriter;
}
