import type { SchemaModule } from '@lianxin/database';
import { Category } from './category/category.entity.js';
import { DispatchRule } from './dispatch-rule/dispatch-rule.entity.js';
import { HandlingUnit } from './handling-unit/handling-unit.entity.js';
import { CreateSuggestions1764000000000 } from './migrations/1764000000000-create-suggestions.js';
import { ShowConsumerLag1764000000100 } from './migrations/1764000000100-show-consumer-lag.js';
import { KnowCompanions1764633700000 } from './migrations/1764633700000-know-companions.js';
import { VersionProposals1764720000033 } from './migrations/1764720000033-version-proposals.js';
import { Proposal } from './proposal/proposal.entity.js';

/** The schema `suggestions`: its tables, and the entities that TypeORM holds. */
export const suggestionsModule: SchemaModule = {
  name: 'suggestions',
  entities: [Category, HandlingUnit, DispatchRule, Proposal],
  migrations: [
    CreateSuggestions1764000000000,
    ShowConsumerLag1764000000100,
    KnowCompanions1764633700000,
    VersionProposals1764720000033,
  ],
};
