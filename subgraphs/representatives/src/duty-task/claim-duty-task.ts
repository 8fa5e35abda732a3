import { ActorRole } from '@lianxin/subgraph-kit';
import type { DutyCommander } from '../duty/duty.actor.js';
import type { DutyOutcome, DutyServices, VersionedInput } from '../duty/duty-command.js';
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
  return changeOwnOffer(services, commander, 'claimDutyTask', input, () => ({ action: 'CLAIM', input: {} }));
}
