import type { CivilDate } from '@lianxin/calendar';
import { DutyTaskKind } from '@lianxin/events';
import { refuse, type RefusalReason } from '@lianxin/errors';
import { z } from 'zod';
import { PeriodKind, periodStarting } from '../../duty-index/core/index-period.js';
import { forbiddenIndicator } from '../../duty-index/core/forbidden-indicator.js';
import { PointsSource } from '../units/unit.js';

/** Points that one deed can give, and a cap can have. */
const most = 10_000;

const ruleSchema = z
  .strictObject({
    code: z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/),
    name: z.string().trim().min(1).max(60),
    source: z.enum(PointsSource),
    /** Of a task or a record; null means any. */
    taskKind: z.enum(DutyTaskKind).nullable(),
    points: z.int().min(1).max(most),
    /** Most that a deputy gets by this rule in a period of `capPeriod`; null means no cap. */
    cap: z.int().min(1).max(most).nullable(),
    capPeriod: z.enum([PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR]),
    evidenceRequired: z.boolean(),
    approvalRequired: z.boolean(),
  })
  .refine(({ source, taskKind }) => {
    return taskKind === null || source === PointsSource.TASK_COMPLETED || source === PointsSource.DUTY_RECORD;
  });

/** What is worth how many points (工分规则), as data. */
export const pointsSchemeSchema = z.strictObject({
  schemeId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name: z.string().trim().min(1).max(60),
  /** The first day of the month from which this version counts. */
  effectiveFrom: z.iso.date().refine((day) => periodStarting(PeriodKind.MONTH, day) !== null),
  rules: z.array(ruleSchema).min(1).max(60),
});

/** The rules of one version. */
export type PointsScheme = z.output<typeof pointsSchemeSchema>;
export type PointsRule = PointsScheme['rules'][number];

/** A version as it was saved. */
export interface PointsSchemeVersion {
  readonly scheme: PointsScheme;
  readonly version: number;
  readonly hash: string;
}

/** The checked scheme, or why it cannot be one. */
export function checkPointsScheme(
  given: unknown,
): { readonly scheme: PointsScheme } | { readonly refused: RefusalReason } {
  const parsed = pointsSchemeSchema.safeParse(given);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join('.'));
    return { refused: refuse('SCHEME_INVALID', { fields: [...new Set(fields)].join(', ') }) };
  }
  const { rules } = parsed.data;
  for (const { code, name } of rules) {
    const chinese = forbiddenIndicator(code) ?? forbiddenIndicator(name);
    if (chinese !== undefined) return { refused: refuse('INDICATOR_FORBIDDEN', { indicator: `${name}(${chinese})` }) };
  }
  const codes = rules.map(({ code }) => code);
  if (new Set(codes).size !== codes.length) return { refused: refuse('SCHEME_INVALID', { fields: 'rules.code' }) };
  return { scheme: parsed.data };
}

/** A version of any scheme, as far as its time goes. */
interface Dated {
  readonly scheme: { readonly effectiveFrom: CivilDate };
  readonly version: number;
}

/** The version in force on a day: the one that began last, of two that begin together the later saved. */
export function versionOn<Version extends Dated>(versions: readonly Version[], day: CivilDate): Version | null {
  const begun = versions.filter(({ scheme }) => scheme.effectiveFrom <= day);
  const order = ({ scheme, version }: Dated): string => `${scheme.effectiveFrom} ${String(version).padStart(9, '0')}`;
  return begun.reduce<Version | null>((best, one) => (best && order(best) > order(one) ? best : one), null);
}
