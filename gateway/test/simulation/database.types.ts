import type { NewEvent } from '@lianxin/events';
import type { IdempotencyRow } from '@lianxin/workflow';
import type { SimulatedSuggestion } from './suggestion-machine.js';

/** A row of the outbox. */
export interface OutboxRow {
  readonly id: number;
  readonly event: NewEvent;
}

/** What a key remembers: whose command it was, and the row that it led to. */
export interface KeyRow {
  readonly command: IdempotencyRow;
  readonly response: SimulatedSuggestion;
}

/** One transition as its statement gets it. */
export interface Change {
  readonly command: IdempotencyRow;
  readonly event: NewEvent;
  readonly expectedVersion: number;
  readonly next: SimulatedSuggestion;
}
