import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { id } from './fields.js';

/** A session ended before its time: whoever holds its token is signed out, streams included. */
export const sessionRevoked = defineEvent({
  type: 'session.revoked',
  version: 1,
  schema: z.object({ sessionId: id, accountId: id, reason: z.string().min(1) }),
});

/** What an account may do has changed: what was derived from its grants is out of date. */
export const accountGrantsChanged = defineEvent({
  type: 'account.grants_changed',
  version: 1,
  schema: z.object({ accountId: id }),
});
