import type { FetchNodePathSegment, FetchRewrite, KeyRenamer, ValueSetter } from '@graphql-hive/router-query-planner';
import type { Supergraph } from '../supergraph.js';
import { isObject, type DataObject } from '../run-state.js';
import { hasType, typesOf } from './flatten-path.js';

type Step = { readonly key: string } | { readonly types: ReadonlySet<string> };

/** A change made in place. */
export type Rewrite = (value: unknown) => void;

/** Compiles rewrites that are applied to values; undefined when there is none. */
export function compileRewrites(
  rewrites: readonly FetchRewrite[] | undefined,
  supergraph: Supergraph,
): Rewrite | undefined {
  if (!rewrites?.length) return undefined;
  const compiled = rewrites.map((rewrite) => {
    const renamer = keyRenamer(rewrite);
    const setter = valueSetter(rewrite);
    const path = renamer?.path ?? setter?.path ?? [];
    const change = (object: DataObject, key: string): void => {
      if (setter) object[key] = setter.setValueTo;
      else if (renamer && object[key] !== undefined) {
        object[renamer.renameKeyTo] = object[key];
        if (renamer.renameKeyTo !== key) delete object[key];
      }
    };
    const steps = path.map((segment) => stepOf(segment, supergraph));
    return (value: unknown): void => apply(value, steps, 0, change);
  });
  return (value) => {
    for (const rewrite of compiled) rewrite(value);
  };
}

export function keyRenamer(rewrite: FetchRewrite): KeyRenamer | undefined {
  return 'KeyRenamer' in rewrite ? rewrite.KeyRenamer : undefined;
}

export function valueSetter(rewrite: FetchRewrite): ValueSetter | undefined {
  if ('ValueSetter' in rewrite) return rewrite.ValueSetter;
  return 'setValueTo' in rewrite ? rewrite : undefined;
}

/** The rewrite of an answer that has what is rewritten under this key: those of entities begin at the entity. */
export function rewriteBelow(key: string, rewrite: FetchRewrite): FetchRewrite {
  const renamer = keyRenamer(rewrite);
  if (renamer) return { KeyRenamer: { ...renamer, path: [{ Key: key }, ...renamer.path] } };
  const setter = valueSetter(rewrite);
  return setter ? { ValueSetter: { ...setter, path: [{ Key: key }, ...setter.path] } } : rewrite;
}

/** The keys of a rewrite's path, without its type conditions. */
export function keysOf(path: readonly FetchNodePathSegment[]): string[] {
  return path.flatMap((segment) => ('Key' in segment ? [segment.Key] : []));
}

function stepOf(segment: FetchNodePathSegment, supergraph: Supergraph): Step {
  return 'Key' in segment ? { key: segment.Key } : { types: typesOf(segment.TypenameEquals, supergraph) };
}

function apply(
  value: unknown,
  steps: readonly Step[],
  from: number,
  change: (object: DataObject, key: string) => void,
): void {
  if (Array.isArray(value)) {
    for (const item of value) apply(item, steps, from, change);
    return;
  }
  const step = steps[from];
  if (!step || !isObject(value)) return;
  if ('types' in step) {
    if (hasType(value, step.types)) apply(value, steps, from + 1, change);
  } else if (from === steps.length - 1) change(value, step.key);
  else apply(value[step.key], steps, from + 1, change);
}
