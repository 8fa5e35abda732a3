import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { date, id } from './fields.js';

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

/**
 * 期间状态: a period of a cohort was shown to its deputies (亮分), who can object until `objectionsUntil`, or frozen (封账).
 * Aggregate `index_period`. `hash` is that of the snapshot, null while there is none.
 */
export const indexPeriodChanged = defineEvent({
  type: 'index_period.changed',
  version: 1,
  schema: z.object({
    periodId: id,
    policyId: id,
    kind: z.enum(['MONTH', 'QUARTER', 'YEAR', 'TERM']),
    start: date,
    /** The day after the last. */
    end: date,
    state: z.enum(['DRAFT', 'FROZEN']),
    objectionsUntil: z.iso.datetime(),
    hash: z.string().nullable(),
  }),
});

/** Most people that one `index_period.told` or `evaluation.told` names. */
export const toldAtOnce = 200;

/**
 * 亮分、封账告知: deputies of a cohort who are to be told that a period was shown or frozen. As many events as it takes, each
 * deputy in one of them. Aggregate `index_period_page`; `aggregateVersion` is that of the period.
 */
export const indexPeriodTold = defineEvent({
  type: 'index_period.told',
  version: 1,
  schema: z.object({
    periodId: id,
    kind: z.enum(['MONTH', 'QUARTER', 'YEAR', 'TERM']),
    start: date,
    state: z.enum(['DRAFT', 'FROZEN']),
    objectionsUntil: z.iso.datetime(),
    hash: z.string().nullable(),
    representativeIds: z.array(id).min(1).max(toldAtOnce),
  }),
});

/** 申诉: a deputy objected to a draft, or was answered. Aggregate `index_objection`. Nobody's words are in it. */
export const indexObjectionChanged = defineEvent({
  type: 'index_objection.changed',
  version: 1,
  schema: z.object({
    objectionId: id,
    periodId: id,
    representativeId: id,
    state: z.enum(['OPEN', 'UPHELD', 'REJECTED']),
  }),
});
