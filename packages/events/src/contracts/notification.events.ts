import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { id } from './fields.js';

/** Accounts that one `notification.received` tells, at most: what concerns more of them is told by several. */
export const mostNotifiedAtOnce = 100;

/**
 * 通知到达: accounts have a new notification about an event. Aggregate `notification`, named by the event that caused it;
 * `aggregateVersion` counts the parts in which it is told. Whom it tells only its topics say, one for each account; what
 * it tells is read in their lists.
 */
export const notificationReceived = defineEvent({
  type: 'notification.received',
  version: 1,
  schema: z.object({ causeEventId: id, causeEventType: z.string().min(1) }),
});
