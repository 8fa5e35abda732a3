import { refuse, type RefusalReason } from '@lianxin/errors';
import { type ActionRule, type Machine, targetsOf } from './machine.js';

/** What an action does to the state, or why it is refused. */
export type Outcome<State extends string> =
  | { readonly ok: true; readonly from: State; readonly to: State }
  | { readonly ok: false; readonly reason: RefusalReason };

/** An action as shown to somebody: allowed, or why not. */
export interface AvailableAction<Action extends string> {
  readonly action: Action;
  readonly allowed: boolean;
  readonly reason: RefusalReason | null;
}

type Rule<State extends string, Role extends string, Entity, Actor, Input> = ActionRule<
  State,
  Role,
  Entity,
  Actor,
  Input
>;

function whyNot<State extends string, Role extends string, Entity, Actor, Inputs extends object, Input>(
  machine: Machine<State, Role, Entity, Actor, Inputs>,
  rule: Rule<State, Role, Entity, Actor, Input>,
  entity: Entity,
  actor: Actor,
  now: Date,
): RefusalReason | null {
  const roles = machine.rolesOf(actor);
  if (!rule.by.some((role) => roles.includes(role))) return refuse('ROLE_NOT_PERMITTED');
  const permitted = rule.permit(actor, entity);
  if (permitted !== true) return permitted;
  const state = machine.stateOf(entity);
  if (!rule.from.includes(state)) return refuse('NOT_IN_STATE', { status: state });
  const timely = rule.when?.(entity, now) ?? true;
  return timely === true ? null : timely;
}

/**
 * Decides an action without any I/O: who first (so that a stranger learns nothing of the state), then the state, then
 * the circumstances, then the input.
 */
export function apply<
  State extends string,
  Role extends string,
  Entity,
  Actor,
  Inputs extends object,
  Action extends keyof Inputs & string,
>(
  machine: Machine<State, Role, Entity, Actor, Inputs>,
  entity: Entity,
  action: Action,
  actor: Actor,
  input: Inputs[Action],
  now: Date,
): Outcome<State> {
  const rule = machine.actions[action];
  const reason = whyNot(machine, rule, entity, actor, now);
  if (reason) return { ok: false, reason };
  const checked = rule.check?.(entity, input, now) ?? true;
  if (checked !== true) return { ok: false, reason: checked };
  const targets = targetsOf(rule);
  const to = rule.choose ? rule.choose(entity, input) : targets[0];
  if (to === undefined || !targets.includes(to)) throw new Error(`${machine.name}.${action} chose ${String(to)}`);
  return { ok: true, from: machine.stateOf(entity), to };
}

/** The actions that the actor's roles can ever take, each allowed now or with the reason why not. */
export function availableActions<State extends string, Role extends string, Entity, Actor, Inputs extends object>(
  machine: Machine<State, Role, Entity, Actor, Inputs>,
  entity: Entity,
  actor: Actor,
  now: Date,
): AvailableAction<keyof Inputs & string>[] {
  const roles = machine.rolesOf(actor);
  const available: AvailableAction<keyof Inputs & string>[] = [];
  for (const action of Object.keys(machine.actions) as (keyof Inputs & string)[]) {
    const rule = machine.actions[action];
    if (!rule.by.some((role) => roles.includes(role))) continue;
    const reason = whyNot(machine, rule, entity, actor, now);
    available.push({ action, allowed: reason === null, reason });
  }
  return available;
}
