import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { EventActor, NewEvent } from './event.types.js';

/** What a writer tells of a fact; the contract adds type, version and, unless given, an id. */
export interface EventInput<Payload> {
  readonly eventId?: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  readonly payload: Payload;
  readonly topics: readonly string[];
  readonly actor?: EventActor | null;
  readonly causationId?: string | null;
  readonly requestId?: string | null;
  readonly occurredAt: Date;
}

/** One version of one kind of event, the same to who writes and who reads it. */
export interface EventContract<Payload = unknown> {
  readonly type: string;
  readonly version: number;
  /** Makes the event. Throws if the payload is not as agreed; fields that are not in the contract stay behind. */
  create(input: EventInput<Payload>): NewEvent<Payload>;
  /** Whether an event from the log is of this type and version. */
  matches(event: NewEvent): boolean;
  /** The event with its payload checked and typed. Throws if the payload is not as agreed. */
  read<Event extends NewEvent>(event: Event): Event & NewEvent<Payload>;
}

/** An event that is not what its contract says, or has no contract here: reading it again will not help. */
export class ContractBreach extends Error {
  override readonly name = 'ContractBreach';
}

const typeForm = /^[a-z][a-z_]*\.[a-z][a-z_]*$/;

/**
 * Declares an event. Within a version the payload only gains optional fields; anything else is a new version, declared
 * beside the old one for as long as the log holds the old one.
 */
export function defineEvent<Schema extends z.ZodType>(definition: {
  type: string;
  version: number;
  schema: Schema;
}): EventContract<z.output<Schema>> {
  const { type, version, schema } = definition;
  if (!typeForm.test(type) || !Number.isSafeInteger(version) || version < 1) {
    throw new RangeError(`Not an event's type and version: ${type} v${String(version)}`);
  }
  return {
    type,
    version,
    matches: (event) => event.type === type && event.version === version,
    create: (input) => ({
      eventId: input.eventId ?? randomUUID(),
      type,
      version,
      aggregateType: input.aggregateType,
      aggregateId: input.aggregateId,
      aggregateVersion: input.aggregateVersion,
      payload: schema.parse(input.payload),
      topics: [...new Set(input.topics)],
      actor: input.actor ?? null,
      causationId: input.causationId ?? null,
      requestId: input.requestId ?? null,
      occurredAt: input.occurredAt,
    }),
    read(event) {
      if (event.type !== type || event.version !== version) {
        throw new ContractBreach(`Not ${type} v${String(version)}: ${event.type} v${String(event.version)}`);
      }
      const parsed = schema.safeParse(event.payload);
      if (!parsed.success) throw new ContractBreach(parsed.error.message, { cause: parsed.error });
      return { ...event, payload: parsed.data };
    },
  };
}
