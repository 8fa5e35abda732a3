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

/**
 * 预警规则: a version of the rules of the warnings was saved; they hold from here on. Aggregate `warning_rules`;
 * `aggregateVersion` is the version. `hash` is the SHA-256 of their canonical JSON.
 */
export const warningRulesSaved = defineEvent({
  type: 'warning_rules.saved',
  version: 1,
  schema: z.object({
    version: z.int().min(1),
    hash: z.string().min(1),
    rules: z.record(z.string(), z.json()),
  }),
});

/**
 * 时间到点: an instant has come at which time alone changes lights. Told to the log, so that lights follow from the log
 * and nothing else. Aggregate `duty_time`, of which there is one.
 */
export const dutyTimePassed = defineEvent({
  type: 'duty_time.passed',
  version: 1,
  schema: z.object({
    /** Every light that is to change by then changes. */
    at: z.iso.datetime(),
  }),
});
