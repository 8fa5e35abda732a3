import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { id, regionCode } from './fields.js';

/** 代表登记: a deputy is known. */
export const representativeRegistered = defineEvent({
  type: 'representative.registered',
  version: 1,
  schema: z.object({
    representativeId: id,
    code: z.string().min(1),
    name: z.string().min(1),
    regionCode,
  }),
});
