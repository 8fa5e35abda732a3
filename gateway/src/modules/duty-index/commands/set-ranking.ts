import { refuse } from '@lianxin/errors';
import type { Principal } from '@lianxin/subgraph-kit';
import type { DutyIndexParts } from '../duty-index.context.js';
import { holdsCohort } from '../read/sight.js';
import { findRanking, newestSaved, putRanking } from './commands.sql.js';
import { type CommandOutcome, type KeyedCommand, runOnce } from './run-once.js';

/** Whether a cohort is ranked; `expectedVersion` is 0 while nobody has decided. */
export interface SetRankingCommand extends KeyedCommand {
  readonly cohortId: string;
  readonly enabled: boolean;
  readonly documentNo: string;
  readonly expectedVersion: number;
}

const longestDocumentNo = 100;
const how = { operation: 'setIndexRanking', table: 'ranking' };

/**
 * Turns the ranking of a cohort on or off (启用排名, RULEBOOK §5.6): on only with the document that allows it (文号), by the
 * office whose region holds the cohort.
 */
export async function setRanking(
  parts: DutyIndexParts,
  principal: Principal,
  command: SetRankingCommand,
): Promise<CommandOutcome> {
  const { cohortId, enabled } = command;
  const documentNo = command.documentNo.trim();
  if (enabled && documentNo === '') return { refused: refuse('DOCUMENT_REQUIRED') };
  if (documentNo.length > longestDocumentNo) {
    return { refused: refuse('TEXT_TOO_LONG', { field: 'documentNo', max: longestDocumentNo }) };
  }
  return runOnce(parts, principal, how, command, async (tx, now) => {
    const saved = (await tx.query(newestSaved, [cohortId]))[0]?.version ?? 0;
    if (saved === 0 && cohortId !== 'default') return { refused: refuse('COHORT_UNKNOWN') };
    if (!(await holdsCohort(tx, principal.regionCode, cohortId))) return { refused: refuse('ROLE_NOT_PERMITTED') };
    const current = (await tx.query(findRanking, [cohortId]))[0]?.version ?? 0;
    if (current !== command.expectedVersion) return { currentVersion: current };
    const [row] = await tx.query(putRanking, [cohortId, enabled, documentNo, principal.accountId, now, current + 1]);
    return { row: row ?? {} };
  });
}
