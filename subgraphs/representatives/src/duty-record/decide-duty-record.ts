import type { Sql } from '@lianxin/database';
import { isUuid } from '@lianxin/subgraph-kit';
import { apply, checkedText, noteRule } from '@lianxin/workflow';
import type { DutyActor, DutyCommander } from '../duty/duty.actor.js';
import {
  checked,
  type DutyOutcome,
  type DutyServices,
  Refused,
  runCommand,
  type VersionedInput,
} from '../duty/duty-command.js';
import { DutyAction } from '../duty/duty.enums.js';
import { mayOverseeActor } from '../duty/duty.policy.js';
import { found, saveSteps, StaleStep } from '../duty/duty-step.js';
import { type DutyRecordInputs, dutyRecordMachine } from './duty-record.machine.js';
import { dutyRecordColumns, type DutyRecordState } from './duty-record.state.js';
import { dutyRecordAggregate, findDutyRecord } from './duty-record.store.js';

type Outcome = Promise<DutyOutcome<DutyRecordState>>;
type Noted = VersionedInput & { readonly note?: string | null };
type Reasoned = VersionedInput & { readonly reason: string };

/** Whether somebody handles a record: its deputy, and the offices above. */
function handlesRecord(actor: DutyActor, it: DutyRecordState): boolean {
  return actor.representativeId === it.representativeId || mayOverseeActor(actor, it);
}

function move(
  services: DutyServices,
  commander: DutyCommander,
  operation: string,
  action: keyof DutyRecordInputs,
  input: VersionedInput & { readonly reason?: string | null; readonly note?: string | null },
): Outcome {
  const find = (sql: Sql): Promise<DutyRecordState | null> =>
    isUuid(input.id) ? findDutyRecord(sql, input.id) : Promise.resolve(null);
  const work = async (tx: Sql, at: Date): Promise<Record<string, unknown>> => {
    const before = found(await find(tx), (it) => handlesRecord(commander.actor, it));
    if (before.version !== input.expectedVersion) throw new StaleStep();
    const { text: reason } = checked(checkedText(input.reason ?? input.note, noteRule));
    const outcome = apply(dutyRecordMachine, before, action, commander.actor, { reason }, at);
    if (!outcome.ok) throw new Refused(outcome.reason);
    const after = { ...before, status: outcome.to, version: before.version + 1, decidedAt: at };
    const step = { action: DutyAction[action], before, after, note: reason || null };
    const { by } = dutyRecordMachine.actions[action];
    const [row] = await saveSteps(tx, dutyRecordAggregate, [step], { ...commander, by, at });
    return row ?? {};
  };
  const command = { table: 'duty_record', input, stateOf: dutyRecordColumns.stateOf };
  const current = async (): Promise<number> => (await find(services.db))?.version ?? input.expectedVersion;
  return runCommand(services, commander, operation, command, work, current);
}

/** 认定: the office approves; from now on it is a duty fact. */
export function approveDutyRecord(services: DutyServices, commander: DutyCommander, input: Noted): Outcome {
  return move(services, commander, 'approveDutyRecord', 'APPROVE', input);
}

/** 不予认定, with the reason. */
export function rejectDutyRecord(services: DutyServices, commander: DutyCommander, input: Reasoned): Outcome {
  return move(services, commander, 'rejectDutyRecord', 'REJECT', input);
}

/** 撤销认定: the office takes its approval back, with the reason. */
export function revokeDutyRecord(services: DutyServices, commander: DutyCommander, input: Reasoned): Outcome {
  return move(services, commander, 'revokeDutyRecord', 'REVOKE', input);
}

/** 撤回: the deputy takes back what is not decided yet. */
export function retractDutyRecord(services: DutyServices, commander: DutyCommander, input: VersionedInput): Outcome {
  return move(services, commander, 'retractDutyRecord', 'RETRACT', input);
}
