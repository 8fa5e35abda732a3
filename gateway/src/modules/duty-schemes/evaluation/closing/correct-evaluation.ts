import { AppError, refuse } from '@lianxin/errors';
import { wakeRelay } from '@lianxin/events';
import { isUuid, type Principal } from '@lianxin/subgraph-kit';
import { apply, uuidV7 } from '@lianxin/workflow';
import type { CommandOutcome, KeyedCommand } from '../../../keyed-commands.js';
import type { DutySchemesParts } from '../../duty-schemes.context.js';
import { regionOf } from '../../duty-schemes.policy.js';
import { runOnce } from '../../run-once.js';
import { lockSchemes } from '../../units/unit.sql.js';
import { correctionsOf, evaluationById, frozenResult, insertCorrection, raiseVersion } from './closing.sql.js';
import { evaluationMachine } from './evaluation.machine.js';
import { noteStep } from './note-step.js';

/** A correction of a frozen result, which stays as it is: `hundredths` are added beside it. */
export interface CorrectEvaluationCommand extends KeyedCommand {
  readonly evaluationId: string;
  readonly expectedVersion: number;
  readonly subjectId: string;
  readonly hundredths: number;
  readonly reason: string;
}

const longestText = 2_000;
const most = 10_000;
const how = { operation: 'correctEvaluation', table: 'evaluation_correction' };

/**
 * 封账后更正: enters a correction beside the snapshot. For the office of its region.
 * @throws AppError NOT_FOUND for an evaluation of another region, or somebody who is not in it; INVALID_INPUT for no
 *   points or too many
 */
export async function correctEvaluation(
  parts: DutySchemesParts,
  principal: Principal,
  command: CorrectEvaluationCommand,
): Promise<CommandOutcome> {
  const { evaluationId, subjectId, hundredths, expectedVersion } = command;
  if (!isUuid(evaluationId)) throw new AppError('NOT_FOUND');
  if (hundredths === 0 || Math.abs(hundredths) > most) {
    throw new AppError('INVALID_INPUT', { reason: `hundredths -${most}–${most}` });
  }
  const reason = command.reason.trim();
  if (reason.length > longestText) return { refused: refuse('TEXT_TOO_LONG', { field: 'reason', max: longestText }) };
  const outcome = await runOnce(parts, principal, how, command, async (tx, now) => {
    await tx.query(lockSchemes);
    const [closed] = await tx.query(evaluationById, [evaluationId]);
    const [frozen] = closed ? await tx.query(frozenResult, [evaluationId, subjectId]) : [];
    if (!closed || !frozen || closed.region_code !== regionOf(principal)) throw new AppError('NOT_FOUND');
    if (closed.version !== expectedVersion) return { currentVersion: closed.version };
    const { status, version, region_code: regionCode, period_end: end } = closed;
    const known = (await tx.query(correctionsOf, [evaluationId])).filter((each) => each.subject_id === subjectId);
    const frozenScore = frozen.content.scoreHundredths;
    const before = frozenScore === null ? null : known.reduce((sum, each) => sum + each.hundredths, frozenScore);
    const entity = { status, version, regionCode, end };
    const input = { reason, hundredths, before, count: known.length };
    const step = apply(evaluationMachine, entity, 'CORRECT', principal, input, now);
    if (!step.ok) return { refused: step.reason };
    const [raised] = await tx.query(raiseVersion, [evaluationId, version + 1]);
    const said = [subjectId, hundredths, reason, principal.accountId, now];
    const [row] = await tx.query(insertCorrection, [uuidV7(now), evaluationId, version + 1, ...said]);
    if (raised) await noteStep(tx, principal, raised, { action: 'CORRECT', from: step.from, note: reason }, now);
    return { row: row ?? {} };
  });
  wakeRelay(parts.db);
  return outcome;
}
