import { businessDate, endOfDay, lastDayOf } from '@lianxin/calendar';
import { checkedText, noteRule } from '@lianxin/workflow';
import type { DutyCommander } from '../duty/duty.actor.js';
import { checked, type DutyOutcome, type DutyServices, type VersionedInput } from '../duty/duty-command.js';
import { changeRectification } from './change-rectification.js';
import type { RectificationState } from './rectification.state.js';

type Outcome = Promise<DutyOutcome<RectificationState>>;

/** A command on a rectification, and what is said with it. */
export interface NotedInput extends VersionedInput {
  readonly note?: string | null;
}

/** A command on a rectification, and why. */
export interface ReasonedInput extends VersionedInput {
  readonly reason: string;
}

const noteOf = (text: string | null | undefined): string => checked(checkedText(text, noteRule)).text;

/** 销号: it is put right and struck off the list. */
export function acceptRectification(services: DutyServices, commander: DutyCommander, input: NotedInput): Outcome {
  return changeRectification(services, commander, 'acceptRectification', input, (_, at) => ({
    action: 'ACCEPT',
    input: {},
    patch: { acceptedAt: at, askedDueOn: null },
    note: noteOf(input.note) || null,
  }));
}

/** 申请延期: the unit asks for a later day. */
export function requestExtension(
  services: DutyServices,
  commander: DutyCommander,
  input: ReasonedInput & { readonly dueOn: string },
): Outcome {
  const { dueOn } = input;
  return changeRectification(services, commander, 'requestExtension', input, () => {
    const reason = noteOf(input.reason);
    return { action: 'REQUEST_EXTENSION', input: { dueOn, reason }, patch: { askedDueOn: dueOn }, note: reason };
  });
}

/** 延期审核: the office grants the day that was asked for, or says why not. */
export function decideExtension(
  services: DutyServices,
  commander: DutyCommander,
  input: NotedInput & { readonly grant: boolean },
): Outcome {
  return changeRectification(services, commander, 'decideExtension', input, ({ askedDueOn, dueOn }) => {
    const reason = noteOf(input.note);
    if (!input.grant) return { action: 'DENY_EXTENSION', input: { reason }, patch: { askedDueOn: null }, note: reason };
    const patch = { dueOn: askedDueOn ?? dueOn, askedDueOn: null };
    return { action: 'GRANT_EXTENSION', input: {}, patch, note: reason || null };
  });
}

/** 中止: the clock stands still. */
export function suspendRectification(services: DutyServices, commander: DutyCommander, input: ReasonedInput): Outcome {
  return changeRectification(services, commander, 'suspendRectification', input, (_, at) => {
    const reason = noteOf(input.reason);
    return { action: 'SUSPEND', input: { reason }, patch: { suspendedAt: at, askedDueOn: null }, note: reason };
  });
}

/** 恢复: what was left of the working days at the suspension is left now. */
export function resumeRectification(services: DutyServices, commander: DutyCommander, input: NotedInput): Outcome {
  const { calendar } = services;
  return changeRectification(services, commander, 'resumeRectification', input, ({ dueOn, suspendedAt }, at) => {
    const due = calendar.extendByPause(endOfDay(dueOn), suspendedAt ?? at, at, 'WORKING_DAY');
    const patch = { dueOn: lastDayOf(due), suspendedAt: null };
    return { action: 'RESUME', input: {}, patch, note: noteOf(input.note) || null };
  });
}

/** 撤销整改: it turns out that there is nothing to put right. */
export function rejectRectification(services: DutyServices, commander: DutyCommander, input: ReasonedInput): Outcome {
  return changeRectification(services, commander, 'rejectRectification', input, () => {
    const reason = noteOf(input.reason);
    return { action: 'REJECT', input: { reason }, note: reason };
  });
}

/** 不属本级职权. */
export function declareOutOfJurisdiction(
  services: DutyServices,
  commander: DutyCommander,
  input: ReasonedInput,
): Outcome {
  return changeRectification(services, commander, 'declareOutOfJurisdiction', input, () => {
    const reason = noteOf(input.reason);
    return { action: 'DECLARE_OUT_OF_JURISDICTION', input: { reason }, note: reason };
  });
}

/** 跟踪检查: a deputy who found it looks again; in time when it is not past the due day. */
export function followUpRectification(services: DutyServices, commander: DutyCommander, input: NotedInput): Outcome {
  const { representativeId = '' } = commander.actor;
  return changeRectification(services, commander, 'followUpRectification', input, ({ dueOn, followUps }, at) => {
    const made = { representativeId, at: at.toISOString(), inTime: businessDate(at) <= dueOn };
    const note = noteOf(input.note) || null;
    return { action: 'FOLLOW_UP', input: {}, patch: { followUps: [...followUps, made] }, note };
  });
}
