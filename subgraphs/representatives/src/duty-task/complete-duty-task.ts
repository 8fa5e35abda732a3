import type { Sql } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { DutyTaskKind, FindingSource, FindingStatus, type InspectionConclusion } from '@lianxin/events';
import { apply, checkedText, noteRule } from '@lianxin/workflow';
import type { DutyCommander } from '../duty/duty.actor.js';
import { checked, type DutyOutcome, type DutyServices, Refused, type VersionedInput } from '../duty/duty-command.js';
import { findingsOfTasks } from '../finding/finding.store.js';
import { addFindings, type FindingContent } from '../finding/new-finding.js';
import { changeOwnOffer } from './change-duty-offer.js';
import { dutyOfferMachine } from './duty-offer.machine.js';
import type { DutyOfferState, OfferedTask } from './duty-task.state.js';

/** What a deputy says of a task that is done. */
export interface CompleteTaskInput extends VersionedInput {
  readonly conclusion?: InspectionConclusion | null;
  readonly findings?: readonly FindingContent[] | null;
  readonly note?: string | null;
}

const mostFindings = 20;

/** How many findings of the deputy in this inspection are on record already (`reportFinding`), those not true left out. */
async function findingsOnRecord(tx: Sql, { task, representativeId }: OfferedTask): Promise<number> {
  if (task.kind !== DutyTaskKind.INSPECTION) return 0;
  const all = await tx.query(findingsOfTasks, [[task.id]]);
  return all.filter((it) => it.finderIds.includes(representativeId) && it.status !== FindingStatus.REJECTED).length;
}

/** 完成: the deputy reports; an inspection says what it came to, and what it found goes on record with it. */
export function completeDutyTask(
  services: DutyServices,
  commander: DutyCommander,
  input: CompleteTaskInput,
): Promise<DutyOutcome<DutyOfferState>> {
  const { conclusion = null } = input;
  const findings = input.findings ?? [];
  if (findings.length > mostFindings) throw new AppError('INVALID_INPUT', { reason: `findings ≤ ${mostFindings}` });
  return changeOwnOffer(services, commander, 'completeDutyTask', input, async (tx, offer, at) => {
    const { text } = checked(checkedText(input.note, noteRule));
    const said = { conclusion, findings: findings.length + (await findingsOnRecord(tx, offer)) };
    // Asked before the findings are written, so that a refusal speaks of the task.
    const outcome = apply(dutyOfferMachine, offer, 'COMPLETE', commander.actor, said, at);
    if (!outcome.ok) throw new Refused(outcome.reason);
    const { task, representativeId: reporterId } = offer;
    const { by } = dutyOfferMachine.actions.COMPLETE;
    // What the deputy does not say otherwise was found at what the task is about.
    const contents = findings.map((finding) => ({
      ...finding,
      objectType: finding.objectType ?? task.objectType,
      objectId: finding.objectId ?? task.objectId,
    }));
    const origin = { taskId: task.id, suggestionId: null, reporterId, regionPath: task.regionPath };
    await addFindings(tx, commander, contents, { ...origin, source: FindingSource.REPRESENTATIVE }, { by, at });
    return { action: 'COMPLETE', input: said, patch: { conclusion }, note: text || null };
  });
}
