import type { Sql } from '@lianxin/database';
import { isUuid } from '@lianxin/subgraph-kit';
import { apply } from '@lianxin/workflow';
import type { DutyActor, DutyCommander } from '../duty/duty.actor.js';
import { type DutyOutcome, type DutyServices, Refused, runCommand, type VersionedInput } from '../duty/duty-command.js';
import { DutyAction } from '../duty/duty.enums.js';
import { mayOverseeActor } from '../duty/duty.policy.js';
import { found, saveSteps, StaleStep } from '../duty/duty-step.js';
import { type FindingInputs, findingMachine } from './finding.machine.js';
import { findingColumns, type FindingState } from './finding.state.js';
import { findFinding, findingAggregate } from './finding.store.js';

/** An action on a finding, with its input and what else changes. */
export interface FindingChange<Action extends keyof FindingInputs = keyof FindingInputs> {
  readonly action: Action;
  readonly input: FindingInputs[Action];
  readonly patch?: Partial<FindingState>;
  readonly note?: string | null;
  /** What follows from it in the same transaction. */
  readonly follow?: (tx: Sql, after: FindingState) => Promise<unknown>;
}

/** Whether somebody knows of a finding: its finders, those asked to confirm it, the offices above it. */
export function knowsFinding({ representativeId, ...actor }: DutyActor, it: FindingState): boolean {
  const own = representativeId !== undefined && [...it.finderIds, ...it.invitedIds].includes(representativeId);
  return own || mayOverseeActor(actor, it);
}

/** The one way in which a command changes a finding: once by its key, on the version the caller saw. */
export function changeFinding(
  services: DutyServices,
  commander: DutyCommander,
  operation: string,
  input: VersionedInput,
  decide: (tx: Sql, it: FindingState, at: Date) => FindingChange | Promise<FindingChange>,
): Promise<DutyOutcome<FindingState>> {
  const find = (sql: Sql): Promise<FindingState | null> =>
    isUuid(input.id) ? findFinding(sql, input.id) : Promise.resolve(null);
  const work = async (tx: Sql, at: Date): Promise<Record<string, unknown>> => {
    const before = found(await find(tx), (it) => knowsFinding(commander.actor, it));
    if (before.version !== input.expectedVersion) throw new StaleStep();
    const { action, input: said, patch, note = null, follow } = await decide(tx, before, at);
    const outcome = apply(findingMachine, before, action, commander.actor, said, at);
    if (!outcome.ok) throw new Refused(outcome.reason);
    const after = { ...before, ...patch, status: outcome.to, version: before.version + 1 };
    const { by } = findingMachine.actions[action];
    const [row] = await saveSteps(tx, findingAggregate, [{ action: DutyAction[action], before, after, note }], {
      ...commander,
      by,
      at,
    });
    await follow?.(tx, after);
    return row ?? {};
  };
  const command = { table: 'finding', input, stateOf: findingColumns.stateOf };
  const current = async (): Promise<number> => (await find(services.db))?.version ?? input.expectedVersion;
  return runCommand(services, commander, operation, command, work, current);
}
