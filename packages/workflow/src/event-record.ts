import { type NewEvent, outboxRecord } from '@lianxin/events';

/** An event as a JSON row of the outbox, for the statements that store a transition. */
export function eventRecord(event: NewEvent): string {
  return JSON.stringify(outboxRecord(event));
}
