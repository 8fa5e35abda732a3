import { AppError, refuse } from '@lianxin/errors';
import type { Principal } from '@lianxin/subgraph-kit';
import type { CommandOutcome, KeyedCommand } from '../../keyed-commands.js';
import type { DutySchemesParts } from '../duty-schemes.context.js';
import { regionOf } from '../duty-schemes.policy.js';
import { runOnce } from '../run-once.js';
import { lockSchemes } from '../units/unit.sql.js';
import { evaluatedCount, findEvaluated, putEvaluated } from './evaluation.sql.js';
import { countEnrolment } from './open-version.sql.js';
import { loadEvaluation } from './save-evaluation-scheme.js';

/** Somebody to evaluate; `expectedVersion` is 0 for who is new. */
export interface EnrolEvaluatedCommand extends KeyedCommand {
  readonly schemeId: string;
  readonly subjectId: string;
  readonly groupCode: string;
  readonly name: string;
  readonly expectedVersion: number;
}

/** Most people of a group in a region: a selection looks at all of them at once. */
const most = 2_000;
const longestName = 60;
const how = { operation: 'enrolEvaluated', table: 'evaluated' };

/**
 * 列入考评: puts somebody into a group of the office's own region, or moves them to another group.
 * @throws AppError FORBIDDEN without a region, NOT_FOUND for somebody of another region
 */
export async function enrolEvaluated(
  parts: DutySchemesParts,
  principal: Principal,
  command: EnrolEvaluatedCommand,
): Promise<CommandOutcome> {
  const region = regionOf(principal);
  if (region === null) throw new AppError('FORBIDDEN');
  const { schemeId, subjectId, groupCode } = command;
  const name = command.name.trim();
  if (name === '' || subjectId === '') return { refused: refuse('TEXT_REQUIRED', { field: 'name' }) };
  if (name.length > longestName) return { refused: refuse('TEXT_TOO_LONG', { field: 'name', max: longestName }) };
  return runOnce(parts, principal, how, command, async (tx) => {
    await tx.query(lockSchemes);
    const newest = (await loadEvaluation(tx, schemeId)).at(-1);
    const isGroup = newest?.scheme.groups.some(({ code }) => code === groupCode) ?? false;
    if (!isGroup) return { refused: refuse('GROUP_UNKNOWN', { group: groupCode }) };
    const [known] = await tx.query(findEvaluated, [schemeId, subjectId]);
    if (known && known.region_code !== region) throw new AppError('NOT_FOUND');
    const current = known?.version ?? 0;
    if (current !== command.expectedVersion) return { currentVersion: current };
    const size = (await tx.query(evaluatedCount, [schemeId, groupCode, region]))[0]?.count ?? 0;
    if (size >= most) return { refused: refuse('GROUP_FULL', { max: most }) };
    const [row] = await tx.query(putEvaluated, [schemeId, subjectId, groupCode, name, region, current + 1]);
    const groups = [...new Set([groupCode, known?.group_code ?? groupCode])];
    await tx.query(countEnrolment, [schemeId, groups, region]);
    return { row: row ?? {} };
  });
}
