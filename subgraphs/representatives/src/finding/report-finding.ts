import type { Sql } from '@lianxin/database';
import { AppError, refuse } from '@lianxin/errors';
import { FindingSource } from '@lianxin/events';
import { ActorRole, isUuid } from '@lianxin/subgraph-kit';
import type { DutyCommander } from '../duty/duty.actor.js';
import { type DutyOutcome, type DutyServices, type KeyedInput, Refused, runCommand } from '../duty/duty-command.js';
import { found } from '../duty/duty-step.js';
import { findOwnOffer } from '../duty-task/duty-task.store.js';
import { pathOfDigits } from '../representative/region-code.js';
import { representativesById } from '../representative/representative.sql.js';
import { findingColumns, type FindingState } from './finding.state.js';
import { addFindings, type FindingContent, type FindingOrigin } from './new-finding.js';

/** A problem to report: by a deputy, by the inspection room, or by the office from a verified suggestion. */
export interface ReportFindingInput extends KeyedInput, FindingContent {
  /** The deputy's own inspection in which it was found. */
  readonly taskId?: string | null;
  /** The suggestion that it came from; offices only. */
  readonly suggestionId?: string | null;
}

const by = [ActorRole.REPRESENTATIVE, ActorRole.INSPECTOR, ActorRole.OFFICE_CLERK];

async function originOf(tx: Sql, { actor }: DutyCommander, input: ReportFindingInput): Promise<FindingOrigin> {
  const { representativeId, regionCode: region, roles } = actor;
  const { taskId = null, suggestionId = null } = input;
  for (const id of [taskId, suggestionId]) if (id !== null && !isUuid(id)) throw new AppError('NOT_FOUND');
  if (roles.includes(ActorRole.REPRESENTATIVE) && representativeId !== undefined) {
    if (suggestionId !== null) throw new Refused(refuse('ROLE_NOT_PERMITTED'));
    const offer = taskId === null ? null : found(await findOwnOffer(tx, taskId, representativeId));
    const [deputy] = await tx.query(representativesById, [[representativeId]]);
    const regionPath = offer?.task.regionPath ?? pathOfDigits(found(deputy).regionCode);
    return { source: FindingSource.REPRESENTATIVE, taskId, suggestionId, reporterId: representativeId, regionPath };
  }
  if (region === undefined || taskId !== null) throw new Refused(refuse('ROLE_NOT_PERMITTED'));
  const source = suggestionId === null ? FindingSource.INSPECTION_ROOM : FindingSource.SUGGESTION;
  return { source, taskId, suggestionId, reporterId: null, regionPath: pathOfDigits(region) };
}

/** 上报问题. */
export async function reportFinding(
  services: DutyServices,
  commander: DutyCommander,
  input: ReportFindingInput,
): Promise<DutyOutcome<FindingState>> {
  if (!by.some((role) => commander.actor.roles.includes(role))) return { refused: refuse('ROLE_NOT_PERMITTED') };
  const work = async (tx: Sql, at: Date): Promise<Record<string, unknown>> => {
    const [row] = await addFindings(tx, commander, [input], await originOf(tx, commander, input), { by, at });
    return row ?? {};
  };
  const command = { table: 'finding', input, stateOf: findingColumns.stateOf };
  return runCommand(services, commander, 'reportFinding', command, work, () => Promise.resolve(0));
}
