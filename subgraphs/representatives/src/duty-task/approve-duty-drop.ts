import { checkedText, noteRule } from '@lianxin/workflow';
import type { DutyCommander } from '../duty/duty.actor.js';
import { checked, type DutyOutcome, type DutyServices, type VersionedInput } from '../duty/duty-command.js';
import { changeOffer } from './change-duty-offer.js';
import type { DutyOfferState } from './duty-task.state.js';

/** An offer whose drop is agreed to. */
export interface ApproveDropInput extends VersionedInput {
  readonly note?: string | null;
}

/** 准予退回: the office agrees that a task was given back or not done in time. */
export function approveDutyDrop(
  services: DutyServices,
  commander: DutyCommander,
  input: ApproveDropInput,
): Promise<DutyOutcome<DutyOfferState>> {
  return changeOffer(services, commander, 'approveDutyDrop', input, () => {
    const { text } = checked(checkedText(input.note, noteRule));
    return { action: 'APPROVE_DROP', input: {}, patch: { dropApproved: true }, note: text || null };
  });
}
