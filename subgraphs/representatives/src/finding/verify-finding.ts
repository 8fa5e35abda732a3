import { AppError } from '@lianxin/errors';
import { isUuid } from '@lianxin/subgraph-kit';
import type { DutyCommander } from '../duty/duty.actor.js';
import type { DutyOutcome, DutyServices, VersionedInput } from '../duty/duty-command.js';
import { openRectification } from '../rectification/open-rectification.js';
import { changeFinding } from './change-finding.js';
import { findingMachine } from './finding.machine.js';
import type { FindingState } from './finding.state.js';

/** A finding that is so; a rectification opens with it unless told otherwise. */
export interface VerifyFindingInput extends VersionedInput {
  readonly openRectification?: boolean | null;
  readonly responsibleUnitId?: string | null;
  /** 1–250, by the calendar of working days. */
  readonly workingDays?: number | null;
}

/** 整改期限 unless told otherwise. */
const defaultWorkingDays = 15;

/** 核实: the office confirms a finding, and opens its rectification in the same transaction. */
export function verifyFinding(
  services: DutyServices,
  commander: DutyCommander,
  input: VerifyFindingInput,
): Promise<DutyOutcome<FindingState>> {
  const { responsibleUnitId = null, workingDays } = input;
  const days = workingDays ?? defaultWorkingDays;
  if (days < 1 || days > 250) throw new AppError('INVALID_INPUT', { reason: 'workingDays 1–250' });
  if (responsibleUnitId !== null && !isUuid(responsibleUnitId)) {
    throw new AppError('INVALID_INPUT', { reason: 'responsibleUnitId: UUID' });
  }
  const { by } = findingMachine.actions.VERIFY;
  return changeFinding(services, commander, 'verifyFinding', input, (_, __, at) => ({
    action: 'VERIFY',
    input: {},
    patch: { verifiedAt: at },
    follow: async (tx, after) => {
      if (input.openRectification === false) return;
      await openRectification(tx, services, commander, after, { responsibleUnitId, workingDays: days }, { by, at });
    },
  }));
}
