import { buildSubgraph, CommandRefused, type SubgraphSchema, VersionConflict } from '@lianxin/subgraph-kit';
import type { DutySchemesContext } from './duty-schemes.context.js';
import { ClosingResolver } from './evaluation/closing/closing.resolver.js';
import { EvaluationCommandResolver } from './evaluation/evaluation-command.resolver.js';
import { EvaluationResolver } from './evaluation/evaluation.resolver.js';
import { TalkResolver } from './evaluation/talk.resolver.js';
import { PointsCommandResolver } from './points/points-command.resolver.js';
import { PointsResolver } from './points/points.resolver.js';
import { WarningResolver } from './warnings/warning.resolver.js';

/** The schema of schemes beside the index; needs no database. */
export function dutySchemesSchema(): SubgraphSchema {
  return buildSubgraph<DutySchemesContext>({
    resolvers: [
      EvaluationResolver,
      EvaluationCommandResolver,
      ClosingResolver,
      TalkResolver,
      PointsResolver,
      PointsCommandResolver,
      WarningResolver,
    ],
    types: [CommandRefused, VersionConflict],
  });
}
