import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { date, id, regionCode } from './fields.js';

/** 代表登记: a deputy is known. */
export const representativeRegistered = defineEvent({
  type: 'representative.registered',
  version: 1,
  schema: z.object({
    representativeId: id,
    code: z.string().min(1),
    name: z.string().min(1),
    regionCode,
    /** What cohorts are made of; left out by those who wrote before there were any. */
    isPartyMember: z.boolean().optional(),
    congressLevel: z.string().min(1).optional(),
    /** Codes from the topmost region down to `regionCode`. */
    regionPath: z.array(regionCode).max(10).optional(),
  }),
});

/** 代表任职: a mandate began. Days of Asia/Shanghai, both included; `to` is null while no end is set. */
export const mandateGranted = defineEvent({
  type: 'representative.mandate_granted',
  version: 1,
  schema: z.object({
    mandateId: id,
    representativeId: id,
    termNo: z.int(),
    from: date,
    to: date.nullable(),
    electoralDistrict: z.string().nullable(),
  }),
});

/**
 * 暂停/恢复执行代表职务: the days on which a mandate is suspended, all of them after the step, so that a reader keeps the
 * newest. Both ends included; `to` is null while it lasts. Why is nobody's business but the office's, and is not told.
 */
export const mandateSuspensionsChanged = defineEvent({
  type: 'representative.mandate_suspensions_changed',
  version: 1,
  schema: z.object({
    mandateId: id,
    representativeId: id,
    termNo: z.int(),
    suspensions: z.array(z.object({ from: date, to: date.nullable() })).max(50),
  }),
});

/** 代表资格终止: a mandate ended; `to` is its last day. */
export const mandateEnded = defineEvent({
  type: 'representative.mandate_ended',
  version: 1,
  schema: z.object({ mandateId: id, representativeId: id, termNo: z.int(), to: date }),
});
