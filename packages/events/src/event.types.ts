/** Who caused an event, fit for display: a role and a name that may be shown. Never a phone number or a full identity. */
export interface EventActor {
  readonly accountId?: string;
  readonly role: string;
  readonly name?: string;
}

/** A fact as its subgraph writes it, in the transaction that made it true. */
export interface NewEvent<Payload = unknown> {
  /** UUID; one fact has one id wherever it travels. */
  readonly eventId: string;
  /** `<aggregate>.<past tense>`, e.g. `suggestion.transitioned`. */
  readonly type: string;
  readonly version: number;
  readonly aggregateType: string;
  readonly aggregateId: string;
  /** The aggregate's version after the fact; grows by aggregate. */
  readonly aggregateVersion: number;
  readonly payload: Payload;
  /** Whom it concerns: `suggestion:<id>`, `station:<id>`, `unit:<id>`, `session:<id>`, `account:<id>`. */
  readonly topics: readonly string[];
  readonly actor: EventActor | null;
  /** The event that led to this one. */
  readonly causationId: string | null;
  readonly requestId: string | null;
  readonly occurredAt: Date;
}

/** A fact with its place in the log, or the one that it is expected to get. */
export interface PlacedEvent<Payload = unknown> extends NewEvent<Payload> {
  readonly position: number;
}

/** A fact in the log. Positions start at 1 and have no gap; whoever has seen position n has seen all before it. */
export interface LoggedEvent<Payload = unknown> extends PlacedEvent<Payload> {
  readonly recordedAt: Date;
}
