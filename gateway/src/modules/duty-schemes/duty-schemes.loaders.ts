import type { Db } from '@lianxin/database';
import { stepsOf, stepsOfCount } from './evaluation/closing/closing.sql.js';
import { versionedLists } from './versioned-list.js';
import { changesOfWarnings, changesOfWarningsCount } from './warnings/warning.sql.js';

/** Loaders of schemes, for one fetch. */
export function dutySchemesLoaders(db: Db) {
  return {
    /** What was done to evaluations. */
    steps: versionedLists(db, stepsOf, stepsOfCount),
    /** How lights changed. */
    changes: versionedLists(db, changesOfWarnings, changesOfWarningsCount),
  };
}
