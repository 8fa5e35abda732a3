import { openDb } from '@lianxin/database';
import { AppError, type Locale } from '@lianxin/errors';
import { isHandled, type Replayed, replayParked } from '@lianxin/events';
import { isUuid } from '@lianxin/subgraph-kit';
import { consumerNamed } from '../../platform/consumers.js';
import { type EventsCommand, withMaintenance } from './maintenance.js';

/** Which parked events of which consumer. */
export interface ReplayOptions {
  readonly consumer: string;
  readonly event?: string;
  readonly all?: boolean;
}

const outcomes: Readonly<Record<Replayed['outcome'], Readonly<Record<Locale, string>>>> = {
  handled: { zh: '已处理', en: 'handled' },
  failed: { zh: '再次失败,仍保留', en: 'failed again, stays parked' },
  overtaken: {
    zh: '同一对象的后续事件已处理,而该消费者不能重复处理,未改动',
    en: 'later events of its aggregate were handled and cannot be had again; nothing changed',
  },
};

/**
 * Gives parked events to their consumer again; returns how many stay parked.
 * @throws AppError INVALID_INPUT for an unknown consumer or event, or unless exactly one of --event and --all is given
 */
export async function replayEvents(command: EventsCommand, options: ReplayOptions): Promise<number> {
  const { environment, locale, print } = command;
  const say = (zh: string, en: string): void => print(locale === 'zh' ? zh : en);
  const consumer = consumerNamed(options.consumer);
  const { event, all = false } = options;
  if (all === (event !== undefined)) throw new AppError('INVALID_INPUT', { reason: '--event ID | --all' });
  if (event !== undefined && !isUuid(event)) throw new AppError('INVALID_INPUT', { reason: '--event UUID' });
  return withMaintenance(environment, async ({ urlFor }) => {
    await using db = await openDb({ url: urlFor(consumer.schema), schema: consumer.schema, poolSize: 1 });
    const replayed = await replayParked(db, consumer, event);
    if (replayed.length === 0 && event !== undefined) {
      if (!(await isHandled(db, consumer, event))) throw new AppError('INVALID_INPUT', { reason: '--event UUID' });
      say('该事件已处理,无需重放。', 'The event is handled already; there is nothing to replay.');
    } else if (replayed.length === 0) {
      say('没有搁置的事件。', 'No event is parked.');
    }
    for (const { event: parked, outcome, reason } of replayed) {
      const why = reason === undefined ? '' : `: ${reason.split('\n', 1)[0] ?? ''}`;
      print(
        `${String(parked.position).padStart(9)}  ${parked.type} v${parked.version}  ${outcomes[outcome][locale]}${why}`,
      );
    }
    return replayed.filter(({ outcome }) => outcome !== 'handled').length;
  });
}
