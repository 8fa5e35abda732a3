import { buildSubgraph, type SubgraphSchema } from '@lianxin/subgraph-kit';
import { DutyIndexResolver, DutyIndicatorResolver, RepresentativeIndexResolver } from './api/duty-index.resolver.js';
import { RepresentativeExtension } from './api/duty-index.types.js';
import { DutyTaskStub, FindingStub, RectificationStub } from './api/subject.types.js';
import type { DutyIndexContext } from './duty-index.context.js';

/** The schema of the duty index; needs no database. */
export function dutyIndexSchema(): SubgraphSchema {
  return buildSubgraph<DutyIndexContext>({
    resolvers: [RepresentativeIndexResolver, DutyIndexResolver, DutyIndicatorResolver],
    types: [RepresentativeExtension, DutyTaskStub, FindingStub, RectificationStub],
    references: { Representative: ({ id }) => ({ id }) },
  });
}
