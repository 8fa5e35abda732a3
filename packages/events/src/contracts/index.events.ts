import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { id } from './fields.js';

/**
 * 指数规则: a version of the rules of a duty index was saved. Aggregate `index_policy`; `aggregateVersion` is the version.
 * The rules themselves are read by the module that wrote them; `hash` is the SHA-256 of their canonical JSON.
 */
export const indexPolicySaved = defineEvent({
  type: 'index_policy.saved',
  version: 1,
  schema: z.object({
    policyId: id,
    version: z.int().min(1),
    hash: z.string().min(1),
    policy: z.record(z.string(), z.json()),
  }),
});

/**
 * 指数变动: an event changed what is counted for these deputies. Aggregate `duty_index`, named by the event that caused it;
 * one event tells all of them, each by a topic of its own.
 */
export const dutyIndexChanged = defineEvent({
  type: 'duty_index.changed',
  version: 1,
  schema: z.object({
    representativeIds: z.array(id),
    causeEventId: id,
    causeEventType: z.string().min(1),
  }),
});
