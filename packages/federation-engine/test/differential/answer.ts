import type { ExecutionResult } from 'graphql';
import type { HiddenFailure } from './model-to-monolith.js';

export type Path = readonly (string | number)[];

/** An answer as a client compares it: the text of `data` (so that the order of keys counts) and the paths of errors. */
export interface Answer {
  readonly data: unknown;
  readonly text: string;
  readonly paths: readonly Path[];
  readonly messages: readonly string[];
  /** Only the monolith knows these. */
  readonly hidden: readonly HiddenFailure[];
  /** Why there is no answer at all. */
  readonly refused?: string;
}

export function answerOf({ data, errors }: ExecutionResult, hidden: readonly HiddenFailure[] = []): Answer {
  const text = JSON.stringify(data) ?? 'nothing';
  const code = errors?.[0]?.extensions?.code;
  return {
    data: data === undefined ? undefined : (JSON.parse(text) as unknown),
    text,
    paths: (errors ?? []).map(({ path }) => path ?? []),
    messages: (errors ?? []).map(({ path, message }) => `${(path ?? []).join('.')}: ${message}`).sort(),
    hidden,
    ...(data === undefined && typeof code === 'string' && { refused: code }),
  };
}
