import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { id } from './fields.js';

/** A light of the three-colour warnings (三色预警); OFF while no deadline runs. */
export enum DutyWarningLight {
  OFF = 'OFF',
  /** 绿灯: in time */
  GREEN = 'GREEN',
  /** 黄灯: little time is left, or it has run out and the rule still waits */
  YELLOW = 'YELLOW',
  /** 红灯: overdue */
  RED = 'RED',
}

/** 三色预警变灯: a light changed, by an event or, where `causeEventId` is null, by time. Aggregate `duty_warning`. */
export const dutyWarningChanged = defineEvent({
  type: 'duty_warning.changed',
  version: 1,
  schema: z.object({
    warningId: id,
    ruleCode: z.string().min(1),
    subjectType: z.string().min(1),
    subjectId: id,
    /** Null for what is no deputy's: a period. */
    representativeId: id.nullable(),
    before: z.enum(DutyWarningLight),
    light: z.enum(DutyWarningLight),
    dueAt: z.iso.datetime(),
    causeEventId: id.nullable(),
    causeEventType: z.string().min(1).nullable(),
  }),
});
