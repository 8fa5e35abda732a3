import { Kind, type DirectiveNode } from 'graphql';

/** Variables that decide whether a selection counts: the name, and the value it must have. All must hold. */
export type Condition = ReadonlyMap<string, boolean>;

export const always: Condition = new Map();

/**
 * The condition under which a selection with these directives counts, inside one that counts under `outer`.
 * Undefined: never.
 */
export function conditionOf(directives: readonly DirectiveNode[] | undefined, outer: Condition): Condition | undefined {
  let condition = outer;
  for (const directive of directives ?? []) {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') continue;
    const due = name === 'include';
    const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    if (value?.kind === Kind.BOOLEAN) {
      if (value.value !== due) return undefined;
    } else if (value?.kind === Kind.VARIABLE) {
      const known = condition.get(value.name.value);
      if (known === !due) return undefined;
      if (known === undefined) condition = new Map([...condition, [value.name.value, due]]);
    }
  }
  return condition;
}

/** Decides at run time; undefined stands for "always". */
export type Guard = ((variables: Readonly<Record<string, unknown>>) => boolean) | undefined;

/** A guard that holds when the condition does and none of the earlier ones. */
export function guardOf(condition: Condition, earlier: readonly Condition[]): Guard {
  if (condition.size === 0 && earlier.length === 0) return undefined;
  const all = [...condition];
  const before = earlier.map((one) => [...one]);
  return (variables) => holds(all, variables) && !before.some((one) => holds(one, variables));
}

/** A guard that holds when any of the conditions does. */
export function anyOf(conditions: readonly Condition[]): Guard {
  if (conditions.some((condition) => condition.size === 0)) return undefined;
  const alternatives = conditions.map((condition) => [...condition]);
  return (variables) => alternatives.some((one) => holds(one, variables));
}

/** A guard that holds when both do. */
export function both(one: Guard, other: Guard): Guard {
  if (!one || !other) return one ?? other;
  return (variables) => one(variables) && other(variables);
}

/** A guard that holds when another does not. */
export function not(guard: NonNullable<Guard>): NonNullable<Guard> {
  return (variables) => !guard(variables);
}

function holds(condition: readonly [string, boolean][], variables: Readonly<Record<string, unknown>>): boolean {
  return condition.every(([name, due]) => (variables[name] === true) === due);
}

/** Whether one condition holds wherever the other does. */
export function follows(condition: Condition, from: Condition): boolean {
  return [...condition].every(([name, due]) => from.get(name) === due);
}
