import type { EventActor, NewEvent } from '@lianxin/events';
import { uuidV7 } from '@lianxin/workflow';

/**
 * Events of this subgraph that no other part reads yet, so that their shape is its own affair; when one is read, its
 * contract moves to the events package, where `stationRegistered` and `stationRosterAssigned` are.
 */
export interface DirectoryEvents {
  /** A region was registered, or its name, place or validity changed. */
  readonly 'region.registered': {
    readonly code: string;
    readonly name: string;
    readonly level: string;
    readonly parentCode: string | null;
    readonly path: readonly string[];
  };
  readonly 'station.activity_recorded': {
    readonly activityId: string;
    readonly stationId: string;
    readonly kind: string;
    readonly heldOn: string;
  };
}

/** Name of an event of this subgraph. */
export type DirectoryEventType = keyof DirectoryEvents;

/** The program itself: base data, demonstration data. */
export const systemActor: EventActor = { role: 'SYSTEM', name: '系统' };

/** What an event is about, with its version after the fact. */
export interface EventSubject {
  readonly type: string;
  readonly id: string;
  readonly version: number;
}

/** Builds an event of this subgraph. */
export function directoryEvent<Type extends DirectoryEventType>(
  type: Type,
  about: EventSubject,
  payload: DirectoryEvents[Type],
  topics: readonly string[],
  at: Date,
  actor: EventActor,
): NewEvent<DirectoryEvents[Type]> {
  return {
    eventId: uuidV7(at),
    type,
    version: 1,
    aggregateType: about.type,
    aggregateId: about.id,
    aggregateVersion: about.version,
    payload,
    topics,
    actor,
    causationId: null,
    requestId: null,
    occurredAt: at,
  };
}
