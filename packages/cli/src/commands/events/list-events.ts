import { AppError } from '@lianxin/errors';
import {
  type LoggedEvent,
  listParked,
  logBounds,
  type ParkedEvent,
  readLogTypes,
  readLog,
  typesOf,
} from '@lianxin/events';
import { consumerNamed } from '../../platform/consumers.js';
import { eventSources } from '../../platform/schema-modules.js';
import { type EventsCommand, type Maintenance, withMaintenance } from './maintenance.js';

/** Which events, as the command line says it. */
export interface ListOptions {
  /** Those that consumers have set aside, not those of the log. */
  readonly parked?: boolean;
  /** Of the log: those whose types this consumer takes. */
  readonly consumer?: string;
  readonly type?: string;
  readonly after: number;
  readonly limit: number;
  /** One JSON object a line. */
  readonly json?: boolean;
}

/** Shows events of the log, or parked ones, in the order of the log. */
export async function listEvents(command: EventsCommand, options: ListOptions): Promise<void> {
  const { environment, print } = command;
  const isChinese = command.locale === 'zh';
  await withMaintenance(environment, async (maintenance) => {
    const lines = options.parked
      ? (await parkedEvents(maintenance, options)).map((event) => (options.json ? json(event) : parkedLine(event)))
      : (await loggedEvents(maintenance, options)).map((event) => (options.json ? json(event) : loggedLine(event)));
    const { first } = await logBounds(maintenance.admin);
    if (!options.parked && !options.json && options.after + 1 < first) {
      print(isChinese ? `位置 ${first} 之前的事件已归档。` : `The events before position ${first} are archived.`);
    }
    if (lines.length > 0) print(lines.join('\n'));
    else if (!options.json) print(isChinese ? '没有符合条件的事件。' : 'There are no such events.');
  });
}

async function parkedEvents({ admin }: Maintenance, options: ListOptions) {
  const { consumer, type, after, limit } = options;
  if (consumer !== undefined) consumerNamed(consumer);
  const found: (ParkedEvent & { readonly schema: string })[] = [];
  for (const schema of eventSources) {
    const parked = await listParked(admin, schema, { consumer, type, after, limit });
    found.push(...parked.map((event) => ({ schema, ...event })));
  }
  return found.toSorted((a, b) => a.position - b.position).slice(0, limit);
}

async function loggedEvents({ admin }: Maintenance, options: ListOptions): Promise<LoggedEvent[]> {
  const { consumer, type, after, limit } = options;
  const taken = consumer === undefined ? null : typesOf(consumerNamed(consumer).handlers);
  const types = type === undefined ? taken : [type];
  if (type !== undefined && taken !== null && !taken.includes(type)) {
    throw new AppError('INVALID_INPUT', { reason: `--type ${taken.join(' | ')}` });
  }
  if (types === null) return readLog(admin, { after, limit });
  return readLogTypes(admin, { after, upTo: Number.MAX_SAFE_INTEGER, types, limit });
}

const json = (event: object): string => JSON.stringify(event);
const column = (value: string | number, width: number): string => String(value).padStart(width);

function loggedLine({ position, occurredAt, type, version, aggregateType, aggregateId, eventId }: LoggedEvent): string {
  const about = `${aggregateType}:${aggregateId}`;
  return `${column(position, 9)}  ${occurredAt.toISOString()}  ${type} v${version}  ${about}  ${eventId}`;
}

/** A reason may be a statement long; its first line says what it is. */
function parkedLine(event: ParkedEvent & { readonly schema: string }): string {
  const { position, schema, consumer, type, version, attempts, eventId, reason } = event;
  const head = `${column(position, 9)}  ${schema}/${consumer}  ${type} v${version}  ×${attempts}  ${eventId}`;
  return `${head}\n${' '.repeat(11)}${reason.split('\n', 1)[0] ?? ''}`;
}
