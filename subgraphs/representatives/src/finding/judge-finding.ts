import { isUuid } from '@lianxin/subgraph-kit';
import { checkedText, noteRule } from '@lianxin/workflow';
import type { DutyCommander } from '../duty/duty.actor.js';
import { checked, type DutyOutcome, type DutyServices, type VersionedInput } from '../duty/duty-command.js';
import { changeFinding } from './change-finding.js';
import type { FindingState } from './finding.state.js';
import { findFinding } from './finding.store.js';

type Outcome = Promise<DutyOutcome<FindingState>>;

/** 共同发现: a deputy named as a finder confirms it. */
export function confirmFinding(services: DutyServices, commander: DutyCommander, input: VersionedInput): Outcome {
  const { representativeId = '' } = commander.actor;
  return changeFinding(services, commander, 'confirmFinding', input, (_, it) => {
    const finderIds = [...it.finderIds, representativeId];
    const invitedIds = it.invitedIds.filter((id) => id !== representativeId);
    return { action: 'CONFIRM', input: {}, patch: { finderIds, invitedIds } };
  });
}

/** 不属实: the office does not find it so, and says why. */
export function rejectFinding(
  services: DutyServices,
  commander: DutyCommander,
  input: VersionedInput & { readonly reason: string },
): Outcome {
  return changeFinding(services, commander, 'rejectFinding', input, () => {
    const { text: reason } = checked(checkedText(input.reason, noteRule));
    return { action: 'REJECT', input: { reason }, note: reason };
  });
}

/** 并入: the same problem as another finding, which speaks for both. */
export function mergeFinding(
  services: DutyServices,
  commander: DutyCommander,
  input: VersionedInput & { readonly intoId: string },
): Outcome {
  const { intoId } = input;
  return changeFinding(services, commander, 'mergeFinding', input, async (tx) => {
    const target = isUuid(intoId) ? await findFinding(tx, intoId) : null;
    return { action: 'MERGE', input: { target }, patch: { mergedIntoId: target?.id ?? null } };
  });
}
