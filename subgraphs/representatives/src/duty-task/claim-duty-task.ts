import { businessDate } from '@lianxin/calendar';
import { refuse } from '@lianxin/errors';
import { ActorRole } from '@lianxin/subgraph-kit';
import { reachOf } from '../claim-market/deputy-reach.sql.js';
import type { DutyCommander } from '../duty/duty.actor.js';
import { type DutyOutcome, type DutyServices, Refused, type VersionedInput } from '../duty/duty-command.js';
import { claimOpenTask } from './claim-open-task.js';
import { changeOwnOffer } from './change-duty-offer.js';
import type { DutyOfferState } from './duty-task.state.js';

/** 认领: the deputy takes a place; the last place goes to exactly one. */
export function claimDutyTask(
  services: DutyServices,
  commander: DutyCommander,
  input: VersionedInput,
): Promise<DutyOutcome<DutyOfferState>> {
  const { representativeId, roles } = commander.actor;
  const isDeputy = roles.includes(ActorRole.REPRESENTATIVE) && representativeId !== undefined;
  if (isDeputy && input.expectedVersion === 0) return claimOpenTask(services, commander, input, representativeId);
  return changeOwnOffer(services, commander, 'claimDutyTask', input, async (tx, offer, at) => {
    // Whose mandate is suspended keeps the offer until the next look after duty ends it; it is not claimed meanwhile.
    const reach = await reachOf(tx, offer.representativeId, businessDate(at));
    if (reach === null) throw new Refused(refuse('MANDATE_NOT_ACTIVE'));
    return { action: 'CLAIM', input: {} };
  });
}
