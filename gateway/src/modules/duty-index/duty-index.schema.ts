import { buildSubgraph, CommandRefused, VersionConflict, type SubgraphSchema } from '@lianxin/subgraph-kit';
import { IndexListResolver } from './api/board.resolver.js';
import { IndexCommandResolver } from './api/command.resolver.js';
import { FrozenIndexResolver } from './api/frozen.resolver.js';
import {
  DutyIndexResolver,
  DutyIndicatorResolver,
  IndexChangeResolver,
  RepresentativeIndexResolver,
} from './api/duty-index.resolver.js';
import { DutyIndexChangeExtension, RepresentativeExtension } from './api/duty-index.types.js';
import { DutyTaskStub, FindingStub, RectificationStub } from './api/subject.types.js';
import type { DutyIndexContext } from './duty-index.context.js';

/** The schema of the duty index; needs no database. */
export function dutyIndexSchema(): SubgraphSchema {
  return buildSubgraph<DutyIndexContext>({
    resolvers: [
      RepresentativeIndexResolver,
      IndexChangeResolver,
      DutyIndexResolver,
      DutyIndicatorResolver,
      FrozenIndexResolver,
      IndexListResolver,
      IndexCommandResolver,
    ],
    types: [
      RepresentativeExtension,
      DutyIndexChangeExtension,
      DutyTaskStub,
      FindingStub,
      RectificationStub,
      CommandRefused,
      VersionConflict,
    ],
    references: {
      Representative: ({ id }) => ({ id }),
      DutyIndexChange: ({ representativeId }) => ({ representativeId }),
    },
  });
}
