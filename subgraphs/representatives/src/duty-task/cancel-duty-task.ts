import type { Sql } from '@lianxin/database';
import { refuse } from '@lianxin/errors';
import { DutyTaskStatus as S } from '@lianxin/events';
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
import { found, StaleStep } from '../duty/duty-step.js';
import { dutyOfferMachine } from './duty-offer.machine.js';
import { type DutyTaskState, taskColumns } from './duty-task.state.js';
import { findTask } from './duty-task.store.js';
import { endTask } from './end-duty-task.js';

/** A task to take back, and why. */
export interface CancelTaskInput extends VersionedInput {
  readonly reason: string;
}

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
    const who = { ...commander, by: dutyOfferMachine.actions.CANCEL.by, at };
    return taskColumns.rowOf(await endTask(tx, before, who, { action: DutyAction.CANCEL, note }));
  };
  const command = { table: 'duty_task', input, stateOf: taskColumns.stateOf };
  const current = async (): Promise<number> => (await find(services.db))?.version ?? input.expectedVersion;
  return runCommand(services, commander, 'cancelDutyTask', command, work, current);
}
