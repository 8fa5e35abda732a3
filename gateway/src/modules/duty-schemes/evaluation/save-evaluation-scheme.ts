import { businessDate } from '@lianxin/calendar';
import type { Sql } from '@lianxin/database';
import { refuse } from '@lianxin/errors';
import type { Principal } from '@lianxin/subgraph-kit';
import { contentHash } from '../../duty-index/core/canonical-json.js';
import { PeriodKind, periodOf } from '../../duty-index/core/index-period.js';
import type { CommandOutcome, KeyedCommand } from '../../keyed-commands.js';
import type { DutySchemesParts } from '../duty-schemes.context.js';
import { runOnce } from '../run-once.js';
import { lockSchemes } from '../units/unit.sql.js';
import { checkEvaluationScheme, evaluationSchemeSchema, type EvaluationVersion } from './evaluation-scheme.js';
import { evaluationVersions, insertEvaluation } from './evaluation.sql.js';

/** Rules to save; `expectedVersion` is the newest one known, 0 for a new table. */
export interface SaveEvaluationSchemeCommand extends KeyedCommand {
  readonly expectedVersion: number;
  readonly scheme: object;
}

/** All versions in the order of their saving, checked anew. */
export async function loadEvaluation(sql: Sql, schemeId: string): Promise<EvaluationVersion[]> {
  const rows = await sql.query(evaluationVersions, [schemeId]);
  return rows.map(({ scheme, version, hash }) => ({ scheme: evaluationSchemeSchema.parse(scheme), version, hash }));
}

const how = { operation: 'saveEvaluationScheme', table: 'evaluation_scheme' };

/** 保存维度指标表. A period is judged by the version in force on its first day, so a later one takes effect next month. */
export async function saveEvaluationScheme(
  parts: DutySchemesParts,
  principal: Principal,
  command: SaveEvaluationSchemeCommand,
): Promise<CommandOutcome> {
  const checked = checkEvaluationScheme(command.scheme);
  if ('refused' in checked) return checked;
  const { scheme } = checked;
  const { schemeId, effectiveFrom } = scheme;
  return runOnce(parts, principal, how, command, async (tx, now) => {
    await tx.query(lockSchemes);
    const current = (await loadEvaluation(tx, schemeId)).at(-1)?.version ?? 0;
    if (current !== command.expectedVersion) return { currentVersion: current };
    const { end: earliest } = periodOf(PeriodKind.MONTH, businessDate(now));
    if (current > 0 && effectiveFrom < earliest) return { refused: refuse('SCHEME_REACHES_BACK', { earliest }) };
    const values = [schemeId, current + 1, JSON.stringify(scheme), contentHash(scheme), principal.accountId, now];
    const [row] = await tx.query(insertEvaluation, values);
    return { row: row ?? {} };
  });
}
