import { isUuid, type ReferenceResolver } from '@lianxin/subgraph-kit';
import { maySeeDirectory } from '../directory.policy.js';
import type { StationsContext } from '../stations-context.js';

/** Answers `{ id }` with the station, or null. */
export const stationReference: ReferenceResolver<StationsContext> = ({ id }, context) => {
  if (!isUuid(id) || !maySeeDirectory(context.request.principal)) return null;
  return context.loaders.station.load(id);
};
