import { businessDate } from '@lianxin/calendar';
import { type Sql, statement } from '@lianxin/database';
import { AppError, refuse } from '@lianxin/errors';
import { DutyTaskStatus, type DutyTaskKind, OfferExcuse } from '@lianxin/events';
import { ActorRole, isUuid } from '@lianxin/subgraph-kit';
import { checkedText, uuidV7 } from '@lianxin/workflow';
import { stationOf } from '../claim-market/market-station.sql.js';
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
import { saveSteps } from '../duty/duty-step.js';
import { pathOfDigits, regionCode } from '../representative/region-code.js';
import { type DutyTaskState, type OfferedTask, taskColumns } from './duty-task.state.js';
import { offerAggregate } from './duty-task.store.js';
import { type Cohort, mostOffered, offeredDeputies } from './offered-deputies.sql.js';

/** A task to offer. Deputies by name, by rule, or nobody in particular: then it is open to the region, or near a station. */
export interface OfferTaskInput extends KeyedInput {
  readonly kind: DutyTaskKind;
  readonly title: string;
  readonly objectType?: string | null;
  readonly objectId?: string | null;
  readonly quota?: number | null;
  readonly claimBy: Date;
  readonly dueAt: Date;
  readonly minNoticeHours?: number | null;
  readonly representativeIds?: readonly string[] | null;
  readonly cohort?: Cohort | null;
  readonly openToRegion?: boolean | null;
  readonly openToStationId?: string | null;
}

/** Notice that a deputy is due unless the task says otherwise (RULEBOOK §5.4). */
const defaultNoticeHours = 24;
const titleRule = { field: '标题 title', max: 200 } as const;
const by = [ActorRole.OFFICE_CLERK, ActorRole.INSPECTOR];

const addTask = statement<Record<string, unknown>>(
  'representatives_duty_task_add',
  `insert into representatives.duty_task (${taskColumns.names.filter((name) => name !== 'status').join(', ')})
   select ${taskColumns.names
     .filter((name) => name !== 'status')
     .map((name) => `n.${name}`)
     .join(', ')}
   from jsonb_populate_record(null::representatives.duty_task, $1::jsonb) n returning *`,
);

const isOpen = ({ openToRegion }: OfferTaskInput): boolean => openToRegion === true;

function checkedOffer(input: OfferTaskInput, at: Date): void {
  const { claimBy, dueAt, quota, representativeIds, cohort, minNoticeHours, objectType, objectId } = input;
  if (!(at < claimBy && claimBy <= dueAt)) throw new Refused(refuse('TASK_TIMES_WRONG'));
  const whole = (value: number, least: number, most: number): boolean => value >= least && value <= most;
  if (!whole(quota ?? 1, 1, mostOffered)) throw new AppError('INVALID_INPUT', { reason: `quota 1–${mostOffered}` });
  if (!whole(minNoticeHours ?? 0, 0, 720)) throw new AppError('INVALID_INPUT', { reason: 'minNoticeHours 0–720' });
  const named = representativeIds?.length ?? 0;
  if (named > mostOffered || representativeIds?.some((id) => !isUuid(id))) {
    throw new AppError('INVALID_INPUT', { reason: `representativeIds: 1–${mostOffered} UUID` });
  }
  if ((objectType == null) !== (objectId == null) || (objectType?.length ?? 0) > 50 || (objectId?.length ?? 0) > 100) {
    throw new AppError('INVALID_INPUT', { reason: 'objectType ≤ 50, objectId ≤ 100: both or neither' });
  }
  const ways =
    Number(named > 0) + Number(cohort != null) + Number(isOpen(input)) + Number(input.openToStationId != null);
  if (ways !== 1) throw new Refused(refuse('OFFER_ONE_WAY'));
}

/**
 * 派发任务: one task, an offer for each deputy, an event for each offer; all of it or nothing. An offer with less notice
 * than the task promises is excused from the start, and may be claimed nevertheless.
 */
export async function offerDutyTask(
  services: DutyServices,
  commander: DutyCommander,
  input: OfferTaskInput,
): Promise<DutyOutcome<DutyTaskState>> {
  const { actor } = commander;
  const region = actor.regionCode;
  if (region === undefined || !by.some((role) => actor.roles.includes(role))) {
    return { refused: refuse('ROLE_NOT_PERMITTED') };
  }
  const work = async (tx: Sql, at: Date): Promise<Record<string, unknown>> => {
    checkedOffer(input, at);
    const { text: title } = checked(checkedText(input.title, titleRule));
    const { cohort, representativeIds: ids } = input;
    const code = cohort?.regionCode == null ? null : regionCode(cohort.regionCode);
    const whom = { ids: ids && ids.length > 0 ? ids : null, cohort: { ...cohort, regionCode: code } };
    const near = input.openToStationId == null ? null : await stationOf(tx, region, input.openToStationId);
    const isMarket = near !== null || isOpen(input);
    const deputies = isMarket ? [] : await offeredDeputies(tx, region, businessDate(at), whom);
    const made = taskOf(input, title, region, deputies.length, at);
    const task = { ...made, openToRegion: isMarket, stationId: near?.id ?? null, nearPath: near?.path ?? null };
    const [row] = await tx.query(addTask, [JSON.stringify(taskColumns.rowOf(task))]);
    const tooShort = input.claimBy.getTime() - at.getTime() < task.minNoticeHours * 3_600_000;
    const excuse = tooShort ? OfferExcuse.NOTICE_TOO_SHORT : null;
    const steps = deputies.map((representativeId) => {
      const after = firstOffer(task, representativeId, at, excuse);
      return { action: DutyAction.OFFER, before: null, after, note: null };
    });
    await saveSteps(tx, offerAggregate, steps, { ...commander, by, at });
    return row ?? {};
  };
  const command = { table: 'duty_task', input, stateOf: taskColumns.stateOf };
  return runCommand(services, commander, 'offerDutyTask', command, work, () => Promise.resolve(0));
}

function taskOf(input: OfferTaskInput, title: string, region: string, offers: number, at: Date): DutyTaskState {
  return {
    id: uuidV7(at),
    version: 1,
    kind: input.kind,
    title,
    objectType: input.objectType ?? null,
    objectId: input.objectId ?? null,
    quota: input.quota ?? Math.max(1, offers),
    claimBy: input.claimBy,
    dueAt: input.dueAt,
    minNoticeHours: input.minNoticeHours ?? defaultNoticeHours,
    regionPath: pathOfDigits(region),
    offeredAt: at,
    openToRegion: isOpen(input),
    offeredCount: offers,
    openCount: offers,
    claimedCount: 0,
    completedCount: 0,
    cancelledAt: null,
    status: DutyTaskStatus.OFFERED,
    stationId: null,
    nearPath: null,
  };
}

/** An offer as it is born. */
export function firstOffer(
  task: DutyTaskState,
  representativeId: string,
  at: Date,
  excuse: OfferExcuse | null,
): OfferedTask {
  return {
    id: uuidV7(at),
    version: 1,
    taskId: task.id,
    representativeId,
    status: DutyTaskStatus.OFFERED,
    offeredAt: at,
    claimBy: task.claimBy,
    dueAt: task.dueAt,
    claimedAt: null,
    completedAt: null,
    droppedAt: null,
    dropApproved: false,
    excuse,
    conclusion: null,
    task,
  };
}
