import { toldAtOnce } from '@lianxin/events';

/** People who are to be told of something, as many in each page as one event may name. */
export const toldPages = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / toldAtOnce) }, (_, page) =>
    ids.slice(page * toldAtOnce, (page + 1) * toldAtOnce),
  );
