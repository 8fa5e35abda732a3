import { type ActionRule, type Machine, targetsOf } from './machine.js';

/** The machine as a Mermaid state diagram, for a README; a check keeps the two equal. */
export function mermaidDiagram<State extends string, Role extends string, Entity, Actor, Inputs extends object>(
  machine: Machine<State, Role, Entity, Actor, Inputs>,
): string {
  const lines = ['stateDiagram-v2', ...machine.initial.map((state) => `  [*] --> ${state}`)];
  const rules = Object.entries<ActionRule<State, Role, Entity, Actor, never>>(machine.actions);
  for (const [action, rule] of rules) {
    for (const from of rule.from) {
      for (const to of targetsOf(rule)) lines.push(`  ${from} --> ${to}: ${action} (${rule.by.join(', ')})`);
    }
  }
  return [...lines, ...machine.terminal.map((state) => `  ${state} --> [*]`)].join('\n');
}
