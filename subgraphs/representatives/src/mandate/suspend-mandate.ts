import type { CivilDate } from '@lianxin/calendar';
import type { Sql } from '@lianxin/database';
import { isUuid } from '@lianxin/subgraph-kit';
import { apply, checkedText, noteRule } from '@lianxin/workflow';
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
import { found, saveSteps, StaleStep } from '../duty/duty-step.js';
import type { MandateSuspensionGround } from './mandate.entity.js';
import { mandateMachine } from './mandate.machine.js';
import { mandateColumns, type MandateOf, type MandateState } from './mandate.state.js';
import { findMandate, mandateAggregate } from './mandate.store.js';

/** A mandate, the first day on which it runs no more or again, and why. */
export interface MandateDayInput extends VersionedInput {
  readonly day: CivilDate;
  readonly reason: string;
}
/** The same with the ground that the law knows. */
export interface SuspendMandateInput extends MandateDayInput {
  readonly ground: MandateSuspensionGround;
}

const dayMs = 86_400_000;
const dayBefore = (day: CivilDate): CivilDate => new Date(Date.parse(day) - dayMs).toISOString().slice(0, 10);

function move(
  services: DutyServices,
  commander: DutyCommander,
  action: 'SUSPEND' | 'RESUME',
  input: MandateDayInput,
  change: (before: MandateOf) => Pick<MandateState, 'suspensions' | 'suspensionGround'>,
): Promise<DutyOutcome<MandateState>> {
  const find = (sql: Sql): Promise<MandateOf | null> =>
    isUuid(input.id) ? findMandate(sql, input.id) : Promise.resolve(null);
  const work = async (tx: Sql, at: Date): Promise<Record<string, unknown>> => {
    const before = found(await find(tx));
    const { text: reason } = checked(checkedText(input.reason, noteRule));
    if (before.version !== input.expectedVersion) throw new StaleStep();
    const outcome = apply(mandateMachine, before, action, commander.actor, { day: input.day, reason }, at);
    if (!outcome.ok) throw new Refused(outcome.reason);
    const after = { ...before, ...change(before), status: outcome.to, version: before.version + 1 };
    const { by } = mandateMachine.actions[action];
    const step = { action: DutyAction[action], before, after, note: reason };
    const [row] = await saveSteps(tx, mandateAggregate, [step], { ...commander, by, at });
    return row ?? {};
  };
  const command = { table: 'mandate', input, stateOf: mandateColumns.stateOf };
  const current = async (): Promise<number> => (await find(services.db))?.version ?? input.expectedVersion;
  return runCommand(services, commander, `${action.toLowerCase()}Mandate`, command, work, current);
}

/** 暂停执行代表职务: from that day on the mandate does not run; what the deputy had open ends with the next look after duty. */
export function suspendMandate(
  services: DutyServices,
  commander: DutyCommander,
  input: SuspendMandateInput,
): Promise<DutyOutcome<MandateState>> {
  return move(services, commander, 'SUSPEND', input, ({ suspensions }) => ({
    suspensions: [...suspensions, { from: input.day, to: null }],
    suspensionGround: input.ground,
  }));
}

/** 恢复执行代表职务: from that day on the mandate runs again. What ended meanwhile stays ended. */
export function resumeMandate(
  services: DutyServices,
  commander: DutyCommander,
  input: MandateDayInput,
): Promise<DutyOutcome<MandateState>> {
  return move(services, commander, 'RESUME', input, ({ suspensions }) => ({
    suspensions: suspensions.map((it) => (it.to === null ? { ...it, to: dayBefore(input.day) } : it)),
    suspensionGround: null,
  }));
}
