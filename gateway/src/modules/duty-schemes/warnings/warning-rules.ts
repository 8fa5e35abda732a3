import { refuse, type RefusalReason } from '@lianxin/errors';
import { z } from 'zod';
import { contentHash } from '../../duty-index/core/canonical-json.js';
import { PeriodKind, periodStarting } from '../../duty-index/core/index-period.js';

/** What a rule watches. */
export enum WatchedDeadline {
  /** An offered task is to be claimed. */
  TASK_CLAIM = 'TASK_CLAIM',
  /** A claimed task is to be done. */
  TASK_DUE = 'TASK_DUE',
  /** A rectification is to be accepted. */
  RECTIFICATION_DUE = 'RECTIFICATION_DUE',
  /** A published period is to be frozen once its time for objections is over. */
  PERIOD_CLOSE = 'PERIOD_CLOSE',
}

/** The one document of warnings. */
const warningRulesId = 'warnings';

const days = z.int().min(0).max(60);

/** The rules of the three-colour warnings (三色预警规则), as data. Days are working days of Asia/Shanghai. */
export const warningRulesSchema = z.strictObject({
  schemeId: z.literal(warningRulesId),
  name: z.string().trim().min(1).max(60),
  /** Rules hold from their saving for everything that is open; kept for the record. */
  effectiveFrom: z.iso.date().refine((day) => periodStarting(PeriodKind.MONTH, day) !== null),
  rules: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/),
        name: z.string().trim().min(1).max(60),
        watches: z.enum(WatchedDeadline),
        /** Yellow from 00:00 of the day that lies so many working days before the last one; 0 for no such time. */
        yellowDaysBefore: days,
        /** Red at 24:00 of the day that lies so many working days behind the last one; 0 for red when the time is over. */
        redDaysAfter: days,
      }),
    )
    .max(20),
});

export type WarningRules = z.output<typeof warningRulesSchema>;
export type WarningRule = WarningRules['rules'][number];

/** A version as it was saved. */
export interface WarningRulesVersion {
  readonly scheme: WarningRules;
  readonly version: number;
  readonly hash: string;
}

const rule = (code: string, name: string, watches: WatchedDeadline, yellow: number, red: number): WarningRule => ({
  code,
  name,
  watches,
  yellowDaysBefore: yellow,
  redDaysAfter: red,
});

const proposal: WarningRules = {
  schemeId: warningRulesId,
  name: '三色预警',
  effectiveFrom: '2000-01-01',
  rules: [
    rule('CLAIM', '任务待认领', WatchedDeadline.TASK_CLAIM, 1, 0),
    rule('TASK', '任务待完成', WatchedDeadline.TASK_DUE, 2, 0),
    rule('RECTIFY', '整改待销号', WatchedDeadline.RECTIFICATION_DUE, 5, 0),
    rule('FREEZE', '周期待封账', WatchedDeadline.PERIOD_CLOSE, 0, 5),
  ],
};

/** Our proposal (no rulebook gives figures): what holds where nobody has saved anything else. */
export const defaultWarningRules: WarningRulesVersion = { scheme: proposal, version: 0, hash: contentHash(proposal) };

/** The checked rules, or why they cannot be any. */
export function checkWarningRules(
  given: unknown,
): { readonly scheme: WarningRules } | { readonly refused: RefusalReason } {
  const parsed = warningRulesSchema.safeParse(given);
  const fields = parsed.error?.issues.map(({ path }) => path.join('.')) ?? [];
  const codes = parsed.data?.rules.map(({ code }) => code) ?? [];
  if (new Set(codes).size !== codes.length) fields.push('rules.code');
  if (parsed.success && fields.length === 0) return { scheme: parsed.data };
  return { refused: refuse('SCHEME_INVALID', { fields: [...new Set(fields)].join(', ') }) };
}
