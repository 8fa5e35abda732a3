import { AppError } from '@lianxin/errors';
import type { BacklogSchemas, ConsumerDefinition } from '@lianxin/events';
import { systemClock } from '@lianxin/calendar';
import {
  dutyIndexConsumer,
  dutySchemesConsumer,
  dutyWarningsConsumer,
  notificationsConsumer,
  webhookRegionsConsumer,
} from '@lianxin/gateway';
import { claimMarketConsumer, dutyArchiveConsumer } from '@lianxin/representatives';
import { directoryConsumer } from '@lianxin/suggestions';
import { eventSources } from './schema-modules.js';

/** Every consumer of the platform. A parked event that is replayed tells people in their lists, too late for a mail. */
export const consumers: readonly ConsumerDefinition[] = [
  directoryConsumer,
  dutyArchiveConsumer,
  claimMarketConsumer,
  dutyIndexConsumer(),
  dutySchemesConsumer(systemClock),
  dutyWarningsConsumer(),
  webhookRegionsConsumer,
  notificationsConsumer({ clock: systemClock, sendsMail: false }),
];

/** What `/metrics` and `lianxin events` look at. */
export const backlogSchemas: BacklogSchemas = {
  sources: eventSources,
  consumerSchemas: [...new Set(consumers.map(({ schema }) => schema))],
};

/**
 * The consumer of a name.
 * @throws AppError INVALID_INPUT that tells the names there are
 */
export function consumerNamed(name: string): ConsumerDefinition {
  const found = consumers.find((consumer) => consumer.name === name);
  if (found === undefined) {
    throw new AppError('INVALID_INPUT', { reason: `--consumer ${consumers.map((each) => each.name).join(' | ')}` });
  }
  return found;
}
