import { checkedText, noteRule } from '@lianxin/workflow';
import type { DutyCommander } from '../duty/duty.actor.js';
import { checked, type DutyOutcome, type DutyServices, type VersionedInput } from '../duty/duty-command.js';
import { changeOwnOffer } from './change-duty-offer.js';
import type { DutyOfferState } from './duty-task.state.js';

/** A task to give back, and why. */
export interface ReleaseInput extends VersionedInput {
  readonly reason: string;
}

/** 退回: the deputy gives a claimed task back; it counts as dropped until the office agrees. */
export function releaseDutyTask(
  services: DutyServices,
  commander: DutyCommander,
  input: ReleaseInput,
): Promise<DutyOutcome<DutyOfferState>> {
  return changeOwnOffer(services, commander, 'releaseDutyTask', input, () => {
    const { text: reason } = checked(checkedText(input.reason, noteRule));
    return { action: 'RELEASE', input: { reason }, note: reason };
  });
}
