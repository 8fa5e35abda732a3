import type { OfferExcuse } from '@lianxin/events';
import { checkedText, noteRule } from '@lianxin/workflow';
import type { DutyCommander } from '../duty/duty.actor.js';
import { checked, type DutyOutcome, type DutyServices, type VersionedInput } from '../duty/duty-command.js';
import { changeOffer } from './change-duty-offer.js';
import type { DutyOfferState } from './duty-task.state.js';

/** An offer that is not to be held against its deputy, and why. */
export interface ExcuseInput extends VersionedInput {
  readonly excuse: OfferExcuse;
  readonly reason: string;
}

/** 免计: the office takes an offer off the deputy for a coded reason. */
export function excuseDutyOffer(
  services: DutyServices,
  commander: DutyCommander,
  input: ExcuseInput,
): Promise<DutyOutcome<DutyOfferState>> {
  const { excuse } = input;
  return changeOffer(services, commander, 'excuseDutyOffer', input, () => {
    const { text } = checked(checkedText(input.reason, { ...noteRule, field: '理由 reason', optional: false }));
    return { action: 'EXCUSE', input: { excuse }, patch: { excuse }, note: text };
  });
}
