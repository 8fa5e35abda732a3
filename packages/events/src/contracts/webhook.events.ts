import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { id, regionCode } from './fields.js';

/**
 * 推送端点变更: what another system hears of this one has changed, by somebody or, when it answered no more, by itself.
 * `createdBy` is the account that answers for it. Neither address nor secret is in it.
 */
export const webhookChanged = defineEvent({
  type: 'webhook.changed',
  version: 1,
  schema: z.object({
    webhookId: id,
    action: z.enum([
      'REGISTERED',
      'UPDATED',
      'SECRET_ROTATED',
      'PAUSED',
      'RESUMED',
      'REPLAYED',
      'DELETED',
      'DISABLED_GONE',
      'DISABLED_FAILING',
    ]),
    regionCode,
    createdBy: id,
  }),
});
