import { Kind, visit, type DirectiveNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import type { Variables } from '../run-state.js';
import type { ReadOperation } from './read-document.js';
import { typenameField } from './typename.js';

/** The variables that decide whether selections count, in the order in which the document names them. */
export function conditionVariables({ operation, fragments }: ReadOperation): readonly string[] {
  const names = new Set<string>();
  const visitor = {
    Directive({ name, arguments: args }: DirectiveNode): void {
      const value = args?.[0]?.value;
      if (isCondition(name.value) && value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  };
  visit(operation, visitor);
  for (const fragment of fragments.values()) visit(fragment, visitor);
  return [...names];
}

/** Which of them hold, as text: one mark for each. */
export function settingsOf(names: readonly string[], variables: Variables): string {
  let settings = '';
  for (const name of names) settings += variables[name] === true ? '1' : '0';
  return settings;
}

/**
 * The operation without conditions, as it is when these settings hold. The planner is not asked to plan for all of them at
 * once: it loses conditions inside conditions, calls a mutation twice whose second place is conditional, and writes
 * selections that are no GraphQL.
 */
export function settleConditions(read: ReadOperation, names: readonly string[], settings: string): ReadOperation {
  const holding = new Set(names.filter((_, index) => settings[index] === '1'));
  const counts = ({ directives }: SelectionNode): boolean =>
    (directives ?? []).every(({ name, arguments: args }) => {
      if (!isCondition(name.value)) return true;
      const value = args?.[0]?.value;
      const holds =
        value?.kind === Kind.VARIABLE ? holding.has(value.name.value) : value?.kind === Kind.BOOLEAN && value.value;
      return holds === (name.value === 'include');
    });
  const settle = {
    SelectionSet(set: SelectionSetNode): SelectionSetNode {
      const selections = set.selections.filter(counts);
      // What is left without a selection is still there; the response does not show this one.
      return { ...set, selections: selections.length > 0 ? selections : [typenameField] };
    },
    Directive: ({ name }: DirectiveNode): null | undefined => (isCondition(name.value) ? null : undefined),
  };
  return {
    operation: visit(read.operation, settle),
    fragments: new Map([...read.fragments].map(([name, fragment]) => [name, visit(fragment, settle)])),
  };
}

function isCondition(directive: string): boolean {
  return directive === 'skip' || directive === 'include';
}
