import { AppError, refuse } from '@lianxin/errors';
import { wakeRelay } from '@lianxin/events';
import type { Principal } from '@lianxin/subgraph-kit';
import { apply, uuidV7 } from '@lianxin/workflow';
import { contentHash } from '../../../duty-index/core/canonical-json.js';
import type { IndexPeriod } from '../../../duty-index/core/index-period.js';
import type { CommandOutcome, KeyedCommand } from '../../../keyed-commands.js';
import type { DutySchemesParts } from '../../duty-schemes.context.js';
import { regionOf } from '../../duty-schemes.policy.js';
import { runOnce } from '../../run-once.js';
import { lockSchemes } from '../../units/unit.sql.js';
import type { GroupPlace } from '../group-place.js';
import { groupResults, type GroupTable } from '../group-results.js';
import { insertEvaluationRow, insertSnapshot } from './closing.sql.js';
import { evaluationMachine, EvaluationStatus } from './evaluation.machine.js';
import { noteStep } from './note-step.js';
import { tellClosed } from './tell-closed.js';

/** The evaluation of a group of the office's region to close; `expectedVersion` is that of the figures that were seen. */
export interface CloseEvaluationCommand extends KeyedCommand {
  readonly schemeId: string;
  readonly groupCode: string;
  readonly period: IndexPeriod;
  readonly expectedVersion: number;
}

const how = { operation: 'closeEvaluation', table: 'evaluation' };

/** What the published hash is of. */
function publishedContent(
  { version: { scheme, version, hash }, results }: GroupTable,
  { kind, start, end }: IndexPeriod,
  { groupCode, region }: GroupPlace,
): object {
  const table = { schemeId: scheme.schemeId, schemeVersion: version, schemeHash: hash };
  return { ...table, groupCode, region, kind, start, end, results: results.map(({ content }) => content) };
}

/**
 * 考评封账: computes the figures of a group once and freezes them with a hash; no judgement is taken after that. Refused
 * on a stale version when somebody was judged, came or left since the office looked.
 * OPEN → CLOSED.
 * @throws AppError FORBIDDEN without a region, NOT_FOUND where no table is in force when the period begins
 */
export async function closeEvaluation(
  parts: DutySchemesParts,
  principal: Principal,
  command: CloseEvaluationCommand,
): Promise<CommandOutcome> {
  const region = regionOf(principal);
  if (region === null) throw new AppError('FORBIDDEN');
  const { schemeId, groupCode, period, expectedVersion } = command;
  const { kind, start, end } = period;
  const place = { groupCode, region };
  const outcome = await runOnce(parts, principal, how, command, async (tx, now) => {
    await tx.query(lockSchemes);
    const table = await groupResults(tx, schemeId, period, place);
    if (!table) throw new AppError('NOT_FOUND');
    const { closed, version, results, evaluationVersion } = table;
    if (!version.scheme.groups.some(({ code }) => code === groupCode)) {
      return { refused: refuse('GROUP_UNKNOWN', { group: groupCode }) };
    }
    if (evaluationVersion !== expectedVersion) return { currentVersion: evaluationVersion };
    const status = closed?.status ?? EvaluationStatus.OPEN;
    const entity = { status, version: evaluationVersion, regionCode: region, end };
    const step = apply(evaluationMachine, entity, 'CLOSE', principal, { members: results.length }, now);
    if (!step.ok) return { refused: step.reason };
    const hash = contentHash(publishedContent(table, period, place));
    const id = uuidV7(now);
    const values = [id, schemeId, groupCode, region, kind, start, end, step.to];
    const [row] = await tx.query(insertEvaluationRow, [
      ...values,
      evaluationVersion + 1,
      version.version,
      version.hash,
      now,
      hash,
    ]);
    await tx.query(insertSnapshot, [id, JSON.stringify(results.map(({ content }) => content))]);
    if (!row) return { row: {} };
    await noteStep(tx, principal, row, { action: 'CLOSE', from: step.from, note: null }, now);
    const judged = results.map(({ content: { subject } }) => subject.id);
    await tellClosed(tx, principal, row, judged, now);
    return { row };
  });
  wakeRelay(parts.db);
  return outcome;
}
