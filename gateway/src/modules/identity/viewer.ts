import type { Principal } from '@lianxin/subgraph-kit';
import { Viewer } from './viewer.types.js';

const stub = (id: string | undefined): { id: string } | null => (id === undefined ? null : { id });

/** The viewer that a principal is. */
export function viewerOf(principal: Principal): Viewer {
  return Object.assign(new Viewer(), {
    id: principal.accountId,
    displayName: principal.displayName,
    roles: principal.roles,
    unit: stub(principal.unitId),
    station: stub(principal.stationId),
    representative: stub(principal.representativeId),
  });
}
