import type { Sql } from '@lianxin/database';
import { isUuid } from '@lianxin/subgraph-kit';
import { apply } from '@lianxin/workflow';
import type { DutyActor, DutyCommander } from '../duty/duty.actor.js';
import { type DutyOutcome, type DutyServices, Refused, runCommand, type VersionedInput } from '../duty/duty-command.js';
import { DutyAction } from '../duty/duty.enums.js';
import { mayOverseeActor } from '../duty/duty.policy.js';
import { found, saveSteps, StaleStep } from '../duty/duty-step.js';
import { type RectificationInputs, rectificationMachine } from './rectification.machine.js';
import { rectificationColumns, type RectificationState } from './rectification.state.js';
import { findRectification, rectificationAggregate } from './rectification.store.js';

/** An action on a rectification, with its input and what else changes. */
export interface RectificationChange<Action extends keyof RectificationInputs = keyof RectificationInputs> {
  readonly action: Action;
  readonly input: RectificationInputs[Action];
  readonly patch?: Partial<RectificationState>;
  readonly note?: string | null;
}

/** Whether somebody knows of a rectification: its finders, the unit responsible, the offices above it. */
export function knowsRectification(actor: DutyActor, it: RectificationState): boolean {
  const { representativeId, unitId } = actor;
  const isFinder = representativeId !== undefined && it.representativeIds.includes(representativeId);
  return isFinder || (unitId !== undefined && it.responsibleUnitId === unitId) || mayOverseeActor(actor, it);
}

/** One step of a rectification in a transaction. */
export async function moveRectification(
  tx: Sql,
  commander: DutyCommander,
  before: RectificationState,
  { action, input, patch, note = null }: RectificationChange,
  at: Date,
): Promise<Record<string, unknown>> {
  const outcome = apply(rectificationMachine, before, action, commander.actor, input, at);
  if (!outcome.ok) throw new Refused(outcome.reason);
  const after = { ...before, ...patch, status: outcome.to, version: before.version + 1 };
  const step = { action: DutyAction[action], before, after, note };
  const { by } = rectificationMachine.actions[action];
  const [row] = await saveSteps(tx, rectificationAggregate, [step], { ...commander, by, at });
  return row ?? {};
}

/** The one way in which a command changes a rectification: once by its key, on the version the caller saw. */
export function changeRectification(
  services: DutyServices,
  commander: DutyCommander,
  operation: string,
  input: VersionedInput,
  decide: (it: RectificationState, at: Date) => RectificationChange,
): Promise<DutyOutcome<RectificationState>> {
  const find = (sql: Sql): Promise<RectificationState | null> =>
    isUuid(input.id) ? findRectification(sql, input.id) : Promise.resolve(null);
  const work = async (tx: Sql, at: Date): Promise<Record<string, unknown>> => {
    const before = found(await find(tx), (it) => knowsRectification(commander.actor, it));
    if (before.version !== input.expectedVersion) throw new StaleStep();
    return moveRectification(tx, commander, before, decide(before, at), at);
  };
  const command = { table: 'rectification', input, stateOf: rectificationColumns.stateOf };
  const current = async (): Promise<number> => (await find(services.db))?.version ?? input.expectedVersion;
  return runCommand(services, commander, operation, command, work, current);
}
