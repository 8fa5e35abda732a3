import type { ReferenceResolver } from '@lianxin/subgraph-kit';
import { maySeeDirectory } from '../directory.policy.js';
import type { StationsContext } from '../stations-context.js';
import { parseRegionCode } from './region-code.js';

/** Answers `{ code }` with the region, or null. */
export const regionReference: ReferenceResolver<StationsContext> = (reference, context) => {
  const code = parseRegionCode(reference['code']);
  if (code === null || !maySeeDirectory(context.request.principal)) return null;
  return context.loaders.region.load(code);
};
