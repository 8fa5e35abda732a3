import { uuidV8 } from '@lianxin/workflow';

/**
 * An identifier that follows from what it names: the same at every run, so that an interrupted installation finds its own
 * records again.
 */
export function stableId(kind: string, key: string | number): string {
  return uuidV8(`lianxin demonstration: ${kind} ${key}`);
}
