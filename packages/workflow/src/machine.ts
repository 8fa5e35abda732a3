import type { RefusalReason } from '@lianxin/errors';

/** Answer of a permit or a guard: true, or why not. */
export type Verdict = true | RefusalReason;

/**
 * One action of a machine. Read as a sentence: from these states, these roles, if permitted (who) and when (in which
 * circumstances), with an input that passes the check, the entity goes to that state.
 */
export interface ActionRule<State extends string, Role extends string, Entity, Actor, Input> {
  /** States in which the action can be taken. */
  readonly from: readonly State[];
  /** The state it leads to; several when `choose` decides by the input or the entity. */
  readonly to: State | readonly State[];
  /** Picks one of several targets. */
  readonly choose?: (entity: Entity, input: Input) => State;
  /** Roles that can ever take it; others are not even told why not. */
  readonly by: readonly Role[];
  /** Who: looks at the actor and the entity. */
  readonly permit: (actor: Actor, entity: Entity) => Verdict;
  /** When: looks at the entity and the time, so it can be answered before there is an input. */
  readonly when?: (entity: Entity, now: Date) => Verdict;
  /** What: looks at the input. */
  readonly check?: (entity: Entity, input: Input, now: Date) => Verdict;
}

/** The action table of a machine: one literal, exhaustive over the actions by its type. */
export type ActionTable<State extends string, Role extends string, Entity, Actor, Inputs extends object> = {
  readonly [Action in keyof Inputs & string]: ActionRule<State, Role, Entity, Actor, Inputs[Action]>;
};

/** A declarative state machine. `Inputs` maps each action to the type of its input. */
export interface Machine<State extends string, Role extends string, Entity, Actor, Inputs extends object> {
  readonly name: string;
  readonly states: readonly State[];
  /** States in which an entity can be born. */
  readonly initial: readonly State[];
  /** States that nothing leaves. */
  readonly terminal: readonly State[];
  readonly stateOf: (entity: Entity) => State;
  readonly rolesOf: (actor: Actor) => readonly Role[];
  readonly actions: ActionTable<State, Role, Entity, Actor, Inputs>;
}

/** The targets of a rule as a list. */
export function targetsOf<State extends string>(rule: { readonly to: State | readonly State[] }): readonly State[] {
  return typeof rule.to === 'string' ? [rule.to] : rule.to;
}

/**
 * Checks a machine when its module loads, so that a wrong table cannot be started.
 * @throws Error that names every fault: unknown, unreachable and dead-end states, several targets without a choice
 */
export function defineMachine<State extends string, Role extends string, Entity, Actor, Inputs extends object>(
  machine: Machine<State, Role, Entity, Actor, Inputs>,
): Machine<State, Role, Entity, Actor, Inputs> {
  const faults: string[] = [];
  const known = new Set<string>(machine.states);
  const left = new Set<string>();
  const reached = new Set<string>(machine.initial);
  const rules = Object.entries<ActionRule<State, Role, Entity, Actor, never>>(machine.actions);
  for (const [action, rule] of rules) {
    const targets = targetsOf(rule);
    for (const state of [...rule.from, ...targets])
      if (!known.has(state)) faults.push(`${action}: unknown state ${state}`);
    if (targets.length > 1 && !rule.choose) faults.push(`${action}: several targets and nothing to choose by`);
    if (rule.by.length === 0) faults.push(`${action}: nobody may take it`);
    rule.from.forEach((state) => left.add(state));
  }
  for (let size = -1; size !== reached.size;) {
    size = reached.size;
    for (const [, rule] of rules)
      if (rule.from.some((state) => reached.has(state))) targetsOf(rule).forEach((s) => reached.add(s));
  }
  for (const state of machine.states) {
    const terminal = machine.terminal.includes(state);
    if (!reached.has(state)) faults.push(`${state}: unreachable`);
    if (!terminal && !left.has(state)) faults.push(`${state}: dead end`);
    if (terminal && left.has(state)) faults.push(`${state}: terminal, but an action leaves it`);
  }
  if (faults.length > 0) throw new Error(`Machine ${machine.name}: ${faults.join('; ')}`);
  return machine;
}
