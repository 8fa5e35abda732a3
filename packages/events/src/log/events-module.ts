import type { SchemaModule } from '@lianxin/database';
import { CreateEventLog1763770000000 } from './create-event-log.migration.js';
import { LendHead1769300000000 } from './lend-head.migration.js';
import { PartitionEventLog1767900000000 } from './partition-event-log.migration.js';

/** The schema `events`: the log, its head, and the role `lianxin_events` under which the relay runs. */
export const eventsModule: SchemaModule = {
  name: 'events',
  entities: [],
  migrations: [CreateEventLog1763770000000, PartitionEventLog1767900000000, LendHead1769300000000],
};
