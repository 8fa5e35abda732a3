import { businessDate } from '@lianxin/calendar';
import type { Sql } from '@lianxin/database';
import { RectificationStatus } from '@lianxin/events';
import type { ActorRole } from '@lianxin/subgraph-kit';
import { uuidV7 } from '@lianxin/workflow';
import type { DutyCommander } from '../duty/duty.actor.js';
import type { DutyServices } from '../duty/duty-command.js';
import { DutyAction } from '../duty/duty.enums.js';
import { saveSteps } from '../duty/duty-step.js';
import type { FindingState } from '../finding/finding.state.js';
import type { RectificationState } from './rectification.state.js';
import { rectificationAggregate } from './rectification.store.js';

/** 立项整改: a verified finding is to be put right within so many working days, the day of verification not counted. */
export async function openRectification(
  tx: Sql,
  { calendar }: Pick<DutyServices, 'calendar'>,
  commander: DutyCommander,
  finding: FindingState,
  terms: { readonly responsibleUnitId: string | null; readonly workingDays: number },
  { by, at }: { readonly by: readonly ActorRole[]; readonly at: Date },
): Promise<void> {
  const after: RectificationState = {
    id: uuidV7(at),
    version: 1,
    status: RectificationStatus.OPEN,
    findingId: finding.id,
    responsibleUnitId: terms.responsibleUnitId,
    representativeIds: finding.finderIds,
    openedAt: at,
    dueOn: calendar.addWorkingDays(businessDate(at), terms.workingDays),
    askedDueOn: null,
    suspendedAt: null,
    acceptedAt: null,
    followUps: [],
    regionPath: finding.regionPath,
    calendarVersion: calendar.version,
  };
  const step = { action: DutyAction.OPEN, before: null, after, note: null };
  await saveSteps(tx, rectificationAggregate, [step], { ...commander, by, at });
}
