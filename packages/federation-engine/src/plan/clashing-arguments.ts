import { refuseDocument } from '../prepare/refusal.js';
import type { Supergraph } from '../supergraph.js';
import type { FetchShape } from './fetch-shape.js';
import type { Brought, Types } from './required-fields.js';

/** A key that a fetch puts somewhere: the types of the objects on the way there, its holder's last, and its arguments. */
interface Put {
  readonly fetch: Brought;
  readonly holders: readonly Types[];
  readonly asked: ReadonlySet<string>;
}

/**
 * Refuses a plan in which two fetches put a field under one key of one object and ask for it with different arguments. The
 * later one would win, and whoever needs the other would work with the wrong value: the planner forgets to rename a field
 * that two `@requires` want differently.
 */
export function refuseClashes(brought: readonly Brought[], supergraph: Supergraph): void {
  const places = new Map<string, Put[]>();
  for (const fetch of brought) {
    const { keys, holders, types, shape } = fetch;
    collect(shape, { fetch, keys, holders, types }, supergraph, places);
  }
  for (const puts of places.values()) {
    if (puts.some(({ asked }) => asked.size > 1 || !asked.has(''))) refuseClash(puts);
  }
}

interface Place {
  readonly fetch: Brought;
  readonly keys: readonly string[];
  readonly holders: readonly Types[];
  readonly types: Types;
}

function collect(shape: FetchShape, place: Place, supergraph: Supergraph, into: Map<string, Put[]>): void {
  const { fetch, keys, holders, types } = place;
  for (const { to, conditions, asked, shape: below } of shape.fields) {
    const holder = conditions
      ? new Set(conditions.flatMap((condition) => [...supergraph.possibleTypes(condition)]))
      : types;
    const inner = { fetch, keys: [...keys, to], holders: [...holders, holder], types: undefined };
    const name = inner.keys.join('.');
    const puts = into.get(name);
    const put = { fetch, holders: inner.holders, asked };
    if (puts) puts.push(put);
    else into.set(name, [put]);
    if (below) collect(below, inner, supergraph, into);
  }
}

function refuseClash(puts: readonly Put[]): void {
  const [first, ...others] = puts;
  if (!first) return;
  for (const other of others) {
    // Within one fetch a valid document has no such thing.
    if (first.fetch === other.fetch || isSame(first.asked, other.asked)) continue;
    if (!first.holders.every((types, n) => mayMeet(types, other.holders[n]))) continue;
    refuseDocument(
      'OPERATION_NOT_PLANNABLE',
      'Fields of this operation require one and the same field with different arguments. Ask for them in two operations.',
    );
  }
  refuseClash(others);
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}

function mayMeet(a: Types, b: Types): boolean {
  return !a || !b || [...a].some((type) => b.has(type));
}
