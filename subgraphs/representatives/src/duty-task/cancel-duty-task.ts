import type { Sql } from '@lianxin/database';
import { refuse } from '@lianxin/errors';
import { DutyTaskStatus as S, OfferExcuse } from '@lianxin/events';
import { isUuid } from '@lianxin/subgraph-kit';
import { checkedText, noteRule } from '@lianxin/workflow';
import type { DutyCommander } from '../duty/duty.actor.js';
import { DutyAction } from '../duty/duty.enums.js';
import {
  checked,
  type DutyOutcome,
  type DutyServices,
  Refused,
  runCommand,
  type VersionedInput,
} from '../duty/duty-command.js';
import { mayOverseeActor } from '../duty/duty.policy.js';
import { found, saveSteps, StaleStep } from '../duty/duty-step.js';
import { dutyOfferMachine } from './duty-offer.machine.js';
import { type DutyTaskState, taskColumns } from './duty-task.state.js';
import { countOffers, findTask, offerAggregate, offersInState } from './duty-task.store.js';

/** A task to take back, and why. */
export interface CancelTaskInput extends VersionedInput {
  readonly reason: string;
}

const open = [S.OFFERED, S.CLAIMED];

/** 撤销任务: every offer that is not over is cancelled with it and excused; what was completed stays. */
export function cancelDutyTask(
  services: DutyServices,
  commander: DutyCommander,
  input: CancelTaskInput,
): Promise<DutyOutcome<DutyTaskState>> {
  const find = (sql: Sql): Promise<DutyTaskState | null> =>
    isUuid(input.id) ? findTask(sql, input.id) : Promise.resolve(null);
  const work = async (tx: Sql, at: Date): Promise<Record<string, unknown>> => {
    const before = found(await find(tx), (task) => mayOverseeActor(commander.actor, task));
    if (before.version !== input.expectedVersion) throw new StaleStep();
    if (before.status === S.CANCELLED || before.status === S.COMPLETED) {
      throw new Refused(refuse('NOT_IN_STATE', { status: before.status }));
    }
    const { text: note } = checked(checkedText(input.reason, { ...noteRule, field: '理由 reason', optional: false }));
    const locked = found(await countOffers(tx, before.id, { cancelledAt: at }));
    if (locked.version !== before.version + 1) throw new StaleStep();
    const offers = await tx.query(offersInState, [before.id, open]);
    const steps = offers.map((offer) => {
      const was = { ...offer, task: locked };
      const after = { ...was, status: S.CANCELLED, excuse: OfferExcuse.CANCELLED, version: offer.version + 1 };
      return { action: DutyAction.CANCEL, before: was, after, note };
    });
    await saveSteps(tx, offerAggregate, steps, { ...commander, by: dutyOfferMachine.actions.CANCEL.by, at });
    const claimed = offers.filter(({ status }) => status === S.CLAIMED).length;
    const after = await countOffers(tx, before.id, { open: claimed - offers.length, claimed: -claimed });
    return taskColumns.rowOf(after ?? locked);
  };
  const command = { table: 'duty_task', input, stateOf: taskColumns.stateOf };
  const current = async (): Promise<number> => (await find(services.db))?.version ?? input.expectedVersion;
  return runCommand(services, commander, 'cancelDutyTask', command, work, current);
}
