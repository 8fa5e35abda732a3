import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import {
  DutyRecordKind,
  DutyTaskKind,
  DutyTaskStatus,
  FindingSource,
  FindingStatus,
  InspectionConclusion,
  OfferExcuse,
  RectificationStatus,
} from './duty-vocabulary.js';
import { date, id } from './fields.js';

/*
 * Each of these carries the whole state of its aggregate after the step, and `aggregateVersion` grows by one a step. So a
 * reader keeps the highest version it has seen, and late, repeated and overtaken events all end in the same state.
 * Instants are ISO 8601 in UTC; days are days of Asia/Shanghai. No words of anybody, only codes and ids.
 */

const instant = z.iso.datetime();

/** What an inspection looked at, or a task is about. */
const object = z.object({ type: z.string().min(1), id });

/** 任务派发: where the offer of a task to one deputy stands. Aggregate `duty_offer`: one task and one deputy. */
export const dutyOfferChanged = defineEvent({
  type: 'duty_offer.changed',
  version: 1,
  schema: z.object({
    offerId: id,
    taskId: id,
    representativeId: id,
    kind: z.enum(DutyTaskKind),
    status: z.enum(DutyTaskStatus),
    offeredAt: instant,
    /** Until when it can be claimed. */
    claimBy: instant,
    /** Until when it is to be done. */
    dueAt: instant,
    claimedAt: instant.nullable(),
    completedAt: instant.nullable(),
    /** Given back, or not done in time; null while neither. */
    droppedAt: instant.nullable(),
    /** Whether the office agreed to the drop. */
    dropApproved: z.boolean(),
    excuse: z.enum(OfferExcuse).nullable(),
    /** Inspections only. */
    conclusion: z.enum(InspectionConclusion).nullable(),
    object: object.nullable(),
  }),
});

/** 问题: where a finding stands. Aggregate `finding`. */
export const findingChanged = defineEvent({
  type: 'finding.changed',
  version: 1,
  schema: z.object({
    findingId: id,
    status: z.enum(FindingStatus),
    source: z.enum(FindingSource),
    /** The inspection in which it was found. */
    taskId: id.nullable(),
    object: object.nullable(),
    /** Since when the problem is known to have existed. */
    existedSince: instant.nullable(),
    reportedAt: instant,
    /** Deputies who found it together, each confirmed; the reporter first. */
    finderIds: z.array(id).max(50),
    verifiedAt: instant.nullable(),
    /** The finding that speaks for both. */
    mergedIntoId: id.nullable(),
  }),
});

/** 整改事项: where a rectification stands. Aggregate `rectification`. */
export const rectificationChanged = defineEvent({
  type: 'rectification.changed',
  version: 1,
  schema: z.object({
    rectificationId: id,
    findingId: id,
    status: z.enum(RectificationStatus),
    responsibleUnitId: id.nullable(),
    /** Deputies whose finding it follows. */
    representativeIds: z.array(id).max(50),
    /** The day it is due with every extension granted so far. */
    dueOn: date,
    acceptedAt: instant.nullable(),
    /** The checks that deputies made of it (跟踪检查). */
    followUps: z.array(z.object({ representativeId: id, at: instant, inTime: z.boolean() })).max(200),
  }),
});

/** 履职记录: a deed that no other event knows, entered by the deputy and approved by the office. Aggregate `duty_record`. */
export const dutyRecordApproved = defineEvent({
  type: 'duty_record.approved',
  version: 1,
  schema: z.object({
    recordId: id,
    representativeId: id,
    kind: z.enum(DutyRecordKind),
    on: date,
    /** True when the office takes an approval back. */
    withdrawn: z.boolean(),
  }),
});

/** 履职记录未认定: the office did not approve what a deputy entered. Why is for the deputy to read, and is not told. */
export const dutyRecordRejected = defineEvent({
  type: 'duty_record.rejected',
  version: 1,
  schema: z.object({ recordId: id, representativeId: id, kind: z.enum(DutyRecordKind), on: date }),
});
