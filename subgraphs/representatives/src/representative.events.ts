import type { EventActor, NewEvent } from '@lianxin/events';
import { uuidV7 } from '@lianxin/workflow';

/**
 * Events of this subgraph that no other part reads yet, so that their shape is its own affair; when one is read, its
 * contract moves to the events package, where `representativeRegistered` is.
 */
export interface RepresentativeEvents {
  /** A mandate began. Days in Asia/Shanghai, both included. */
  readonly 'representative.mandate_granted': {
    readonly mandateId: string;
    readonly representativeId: string;
    readonly termNo: number;
    readonly from: string;
    readonly to: string | null;
    readonly electoralDistrict: string | null;
  };
  /** A mandate ended; `to` is its last day. */
  readonly 'representative.mandate_ended': {
    readonly mandateId: string;
    readonly representativeId: string;
    readonly termNo: number;
    readonly to: string;
  };
}

/** Name of an event of this subgraph. */
export type RepresentativeEventType = keyof RepresentativeEvents;

/** The program itself: base data, demonstration data. */
export const systemActor: EventActor = { role: 'SYSTEM', name: '系统' };

/** What an event is about, with its version after the fact. */
export interface EventSubject {
  readonly type: string;
  readonly id: string;
  readonly version: number;
}

/** Builds an event of this subgraph. */
export function representativeEvent<Type extends RepresentativeEventType>(
  type: Type,
  about: EventSubject,
  payload: RepresentativeEvents[Type],
  topics: readonly string[],
  at: Date,
  actor: EventActor,
): NewEvent<RepresentativeEvents[Type]> {
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
