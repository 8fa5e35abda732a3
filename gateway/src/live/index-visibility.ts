import type { IndexSight } from '../modules/duty-index/read/sight.js';

/** Tells of some deputies whose duty index (履职指数) a sight holds now: asked of the module that counts it. */
export type IndexVisibility = (sight: IndexSight, representativeIds: readonly string[]) => Promise<ReadonlySet<string>>;
