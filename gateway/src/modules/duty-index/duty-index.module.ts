import type { SchemaModule } from '@lianxin/database';
import { CreateDutyIndex1767920000001 } from './migrations/1767920000001-create-duty-index.js';
import { CreateIndexPeriods1767920000002 } from './migrations/1767920000002-create-index-periods.js';
import { KeepBoards1767920000003 } from './migrations/1767920000003-keep-boards.js';
import { SuspendIndexMandates1767920000010 } from './migrations/1767920000010-suspend-mandates.js';
import { LimitByRegion1768500000001 } from './migrations/1768500000001-limit-by-region.js';
import { OrderEqualMembers1768500000003 } from './migrations/1768500000003-order-equal-members.js';
import { CountMembersByRegion1769100000001 } from './migrations/1769100000001-count-members-by-region.js';

/** What the duty index keeps in the database. */
export const dutyIndexModule: SchemaModule = {
  name: 'duty_index',
  entities: [],
  migrations: [
    CreateDutyIndex1767920000001,
    CreateIndexPeriods1767920000002,
    KeepBoards1767920000003,
    SuspendIndexMandates1767920000010,
    LimitByRegion1768500000001,
    OrderEqualMembers1768500000003,
    CountMembersByRegion1769100000001,
  ],
};
