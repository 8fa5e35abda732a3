import type { Sql } from '@lianxin/database';
import type { RefusalReason } from '@lianxin/errors';
import type { Principal } from '@lianxin/subgraph-kit';
import type { z } from 'zod';
import type { CommandOutcome, KeyedCommand } from '../../keyed-commands.js';
import type { DutySchemesParts } from '../duty-schemes.context.js';
import { checkEvaluationScheme, evaluationSchemeSchema } from '../evaluation/evaluation-scheme.js';
import { loadEvaluation, saveEvaluationScheme } from '../evaluation/save-evaluation-scheme.js';
import { loadScheme } from '../points/give-points.js';
import { checkPointsScheme, pointsSchemeSchema } from '../points/points-scheme.js';
import { savePointsScheme } from '../points/save-points-scheme.js';
import { loadWarningRules, saveWarningRules } from '../warnings/save-warning-rules.js';
import { checkWarningRules, warningRulesSchema } from '../warnings/warning-rules.js';

/** A document that passed its check. */
interface CheckedScheme {
  readonly schemeId: string;
  readonly name: string;
  readonly effectiveFrom: string;
}

/** A saved version, as far as loading looks at it. */
interface SavedVersion {
  readonly version: number;
  readonly hash: string;
}

interface SchemeKindOf {
  readonly schema: z.ZodType;
  check(given: unknown): { readonly scheme: CheckedScheme } | { readonly refused: RefusalReason };
  /** The newest version of a scheme; null where nobody has saved any. */
  newest(sql: Sql, schemeId: string): Promise<SavedVersion | null>;
  save(
    parts: DutySchemesParts,
    principal: Principal,
    command: KeyedCommand & { readonly expectedVersion: number; readonly scheme: object },
  ): Promise<CommandOutcome>;
}

/** Kinds of document: 工分规则, 维度指标表, 预警规则. */
export const schemeKinds = {
  points: {
    schema: pointsSchemeSchema,
    check: checkPointsScheme,
    newest: async (sql: Sql, schemeId: string) => (await loadScheme(sql, schemeId)).at(-1) ?? null,
    save: savePointsScheme,
  },
  evaluation: {
    schema: evaluationSchemeSchema,
    check: checkEvaluationScheme,
    newest: async (sql: Sql, schemeId: string) => (await loadEvaluation(sql, schemeId)).at(-1) ?? null,
    save: saveEvaluationScheme,
  },
  warnings: {
    schema: warningRulesSchema,
    check: checkWarningRules,
    newest: async (sql: Sql) => {
      const rules = await loadWarningRules(sql);
      return rules.version === 0 ? null : rules;
    },
    save: saveWarningRules,
  },
} as const satisfies Record<string, SchemeKindOf>;

export type SchemeKind = keyof typeof schemeKinds;
