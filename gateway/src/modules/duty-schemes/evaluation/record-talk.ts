import { businessDate } from '@lianxin/calendar';
import { AppError, refuse } from '@lianxin/errors';
import type { Principal } from '@lianxin/subgraph-kit';
import { uuidV7 } from '@lianxin/workflow';
import type { IndexPeriod } from '../../duty-index/core/index-period.js';
import type { CommandOutcome, KeyedCommand } from '../../keyed-commands.js';
import type { DutySchemesParts } from '../duty-schemes.context.js';
import { regionOf } from '../duty-schemes.policy.js';
import { runOnce } from '../run-once.js';
import { lockSchemes } from '../units/unit.sql.js';
import { placeOf } from './closing/place-of.js';
import { insertTalk } from './evaluation.sql.js';
import { groupResults } from './group-results.js';

/** A talk that was held with somebody whose score asks for it. */
export interface RecordTalkCommand extends KeyedCommand {
  readonly schemeId: string;
  readonly period: IndexPeriod;
  readonly subjectId: string;
  /** The score that the caller saw, in hundredths: another one has been reached meanwhile if it differs. */
  readonly expectedScoreHundredths: number;
  readonly heldOn: string;
  readonly summary: string;
}

const longestText = 2_000;
const how = { operation: 'recordAdvisoryTalk', table: 'talk' };

/**
 * 约谈: records the talk, once a period, with the score that asked for it.
 * @throws AppError NOT_FOUND for somebody of another region
 */
export async function recordTalk(
  parts: DutySchemesParts,
  principal: Principal,
  command: RecordTalkCommand,
): Promise<CommandOutcome> {
  const { schemeId, period, subjectId, heldOn } = command;
  const { kind, start } = period;
  const summary = command.summary.trim();
  if (summary === '') return { refused: refuse('TEXT_REQUIRED', { field: 'summary' }) };
  if (summary.length > longestText) return { refused: refuse('TEXT_TOO_LONG', { field: 'summary', max: longestText }) };
  return runOnce(parts, principal, how, command, async (tx, now) => {
    await tx.query(lockSchemes);
    const place = await placeOf(tx, schemeId, subjectId, period);
    if (!place || place.region !== regionOf(principal)) throw new AppError('NOT_FOUND');
    const table = await groupResults(tx, schemeId, period, place);
    const result = table?.results.find(({ content }) => content.subject.id === subjectId);
    const hundredths = result?.current.hundredths ?? null;
    if (!result?.current.isTalkDue || hundredths === null) return { refused: refuse('TALK_NOT_DUE') };
    if (hundredths !== command.expectedScoreHundredths) return { currentVersion: hundredths };
    if (heldOn > businessDate(now)) return { refused: refuse('DAY_IN_FUTURE', { day: heldOn }) };
    const said = [hundredths, heldOn, summary, principal.accountId, now];
    const [row] = await tx.query(insertTalk, [uuidV7(now), schemeId, kind, start, subjectId, ...said]);
    return row ? { row } : { refused: refuse('NOT_IN_STATE', { status: 'TALK_HELD' }) };
  });
}
