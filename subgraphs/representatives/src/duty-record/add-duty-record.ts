import { businessDate } from '@lianxin/calendar';
import type { Sql } from '@lianxin/database';
import { refuse } from '@lianxin/errors';
import { DutyRecordKind } from '@lianxin/events';
import { ActorRole } from '@lianxin/subgraph-kit';
import { checkedTexts, uuidV7 } from '@lianxin/workflow';
import type { DutyCommander } from '../duty/duty.actor.js';
import { DutyAction } from '../duty/duty.enums.js';
import {
  checked,
  type DutyOutcome,
  type DutyServices,
  type KeyedInput,
  Refused,
  runCommand,
} from '../duty/duty-command.js';
import { found, saveSteps } from '../duty/duty-step.js';
import { DutyRecordStatus } from './duty-record.enums.js';
import { dutyRecordColumns, type DutyRecordState } from './duty-record.state.js';
import { dutyRecordAggregate, regionPathOf } from './duty-record.store.js';

/** A deed that no event knows. */
export interface AddRecordInput extends KeyedInput {
  readonly kind: DutyRecordKind;
  readonly heldOn: string;
  readonly title: string;
  readonly evidence: string;
}

/** Kinds that are always on record where they happened: they are drawn from there, never typed in (RULEBOOK §5.1). */
const derivedOnly: readonly DutyRecordKind[] = [
  DutyRecordKind.SUGGESTION,
  DutyRecordKind.PROPOSAL,
  DutyRecordKind.MICRO_WISH,
  DutyRecordKind.FINDING,
  DutyRecordKind.FOLLOW_UP,
];
const titleRule = { field: '标题 title', max: 200 } as const;
const evidenceRule = { field: '佐证 evidence', max: 2000, multiline: true } as const;
const by = [ActorRole.REPRESENTATIVE];

/** 自填履职记录: the deputy adds what no event knows; the office decides on it. */
export async function addDutyRecord(
  services: DutyServices,
  commander: DutyCommander,
  input: AddRecordInput,
): Promise<DutyOutcome<DutyRecordState>> {
  const { representativeId, roles } = commander.actor;
  if (representativeId === undefined || !roles.includes(ActorRole.REPRESENTATIVE)) {
    return { refused: refuse('ROLE_NOT_PERMITTED') };
  }
  const work = async (tx: Sql, at: Date): Promise<Record<string, unknown>> => {
    if (derivedOnly.includes(input.kind)) throw new Refused(refuse('DUTY_RECORD_DERIVED'));
    if (input.heldOn > businessDate(at)) throw new Refused(refuse('DUTY_RECORD_IN_FUTURE'));
    const { title, evidence } = checked(
      checkedTexts({ title: [input.title, titleRule], evidence: [input.evidence, evidenceRule] }),
    ).texts;
    const { path } = found((await tx.query(regionPathOf, [representativeId]))[0]);
    const after: DutyRecordState = {
      id: uuidV7(at),
      version: 1,
      status: DutyRecordStatus.SUBMITTED,
      representativeId,
      kind: input.kind,
      heldOn: input.heldOn,
      title,
      evidence,
      submittedAt: at,
      decidedAt: null,
      regionPath: path,
    };
    const step = { action: DutyAction.SUBMIT, before: null, after, note: null };
    const [row] = await saveSteps(tx, dutyRecordAggregate, [step], { ...commander, by, at });
    return row ?? {};
  };
  const command = { table: 'duty_record', input, stateOf: dutyRecordColumns.stateOf };
  return runCommand(services, commander, 'addDutyRecord', command, work, () => Promise.resolve(0));
}
