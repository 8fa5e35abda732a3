import type { SchemaModule } from '@lianxin/database';
import { eventsModule } from '@lianxin/events';
import { gatewayModules } from '@lianxin/gateway';
import { projectsModule } from '@lianxin/projects';
import { representativesModule } from '@lianxin/representatives';
import { stationsModule } from '@lianxin/stations';
import { suggestionsModule } from '@lianxin/suggestions';

/** Every schema of the platform in the order of their migration; the event log first, since others grant to its role. */
export const schemaModules: readonly SchemaModule[] = [
  eventsModule,
  ...gatewayModules,
  representativesModule,
  stationsModule,
  suggestionsModule,
  projectsModule,
];

/** The schemas whose outboxes the relay moves: all but the log itself. */
export const eventSources: readonly string[] = schemaModules
  .filter((module) => module !== eventsModule)
  .map(({ name }) => name);
