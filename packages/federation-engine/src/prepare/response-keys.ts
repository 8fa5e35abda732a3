import { Kind, visit, type FieldNode } from 'graphql';
import type { Fragments } from './measure-operation.js';
import type { Supergraph } from '../supergraph.js';
import type { ReadOperation } from './read-document.js';

/** Response keys below the gateway that differ from the client's: key below → key of the client. */
export type KeyNames = ReadonlyMap<string, string>;

/** Names of the supergraph that a response key may collide with. */
export type RiskyNames = Pick<Supergraph, 'fieldNames' | 'required' | 'requiredWithArguments'>;

/**
 * Gives another name, below the gateway, to response keys that could be mistaken for something else there: an alias
 * that equals a field name (the planner fetches key fields under their own names beside it), that starts like the
 * planner's own aliases or with `__`, a field that some `@requires` asks for, when the client or that gives it arguments
 * (the planner takes the client's value of that name for the required one), and every key that objects of JavaScript
 * already have (`__proto__`, `constructor`). The client sees its own keys: the response is projected with them.
 */
export function renameResponseKeys(
  read: ReadOperation,
  names: RiskyNames,
): ReadOperation & { readonly keyNames: KeyNames } {
  const keys = new Set<string>();
  const risky = new Set<string>();
  const inspect = {
    Field(field: FieldNode): void {
      const key = field.alias?.value ?? field.name.value;
      keys.add(key);
      if (isRisky(field, key, names)) risky.add(key);
    },
  };
  visit(read.operation, inspect);
  for (const fragment of read.fragments.values()) visit(fragment, inspect);
  const keyNames = new Map<string, string>();
  if (risky.size === 0) return { ...read, keyNames };
  const newNames = new Map<string, string>();
  for (const key of risky) {
    let name = `lx${newNames.size}`;
    while (keys.has(name) || names.fieldNames.has(name)) name += '_';
    newNames.set(key, name);
    keyNames.set(name, key);
  }
  const rename = {
    Field(field: FieldNode): FieldNode | undefined {
      const name = newNames.get(field.alias?.value ?? field.name.value);
      return name === undefined ? undefined : { ...field, alias: { kind: Kind.NAME, value: name } };
    },
  };
  const fragments: Fragments = new Map([...read.fragments].map(([name, node]) => [name, visit(node, rename)]));
  return { operation: visit(read.operation, rename), fragments, keyNames };
}

function isRisky(field: FieldNode, key: string, names: RiskyNames): boolean {
  if (key in Object.prototype) return true;
  if (field.name.value === key) {
    return names.requiredWithArguments.has(key) || (names.required.has(key) && (field.arguments?.length ?? 0) > 0);
  }
  return names.fieldNames.has(key) || key.startsWith('_');
}
