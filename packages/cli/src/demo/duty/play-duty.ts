import {
  acceptRectification,
  claimDutyTask,
  completeDutyTask,
  type DutyServices,
  excuseDutyOffer,
  expireDutyOffers,
  followUpRectification,
  offerDutyTask,
  passDue,
  rejectFinding,
  releaseDutyTask,
  verifyFinding,
} from '@lianxin/representatives';
import { DutyTaskKind, InspectionConclusion, OfferExcuse } from '@lianxin/events';
import { seededRandom } from '../seeded/seeded-random.js';
import { demoDutyTasks, type PlannedDeed, type PlannedTask } from './duty-plan.js';
import { findingsReported, offersMade, rectificationVersion, tasksOffered } from './duty-records.sql.js';
import { commanderOf, type Cue, Declined, office, playCues, servicesAt, stateOf } from './duty-stage.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

async function judge(services: DutyServices, task: PlannedTask, taskId: string, deed: PlannedDeed): Promise<void> {
  const key = `demo ${task.key} ${deed.deputy.code} verify`;
  const [finding] = await services.db.query(findingsReported, [taskId, deed.deputy.id]);
  if (!finding) throw new Declined(`${key}: no finding`);
  const command = { idempotencyKey: key, id: finding.id, expectedVersion: 1 };
  if (deed.fate === 'REJECTED')
    stateOf(key, await rejectFinding(services, office, { ...command, reason: '现场核实不属实' }));
  else stateOf(key, await verifyFinding(services, office, { ...command, workingDays: 10 }));
}

async function rectify(services: DutyServices, task: PlannedTask, taskId: string, deed: PlannedDeed): Promise<void> {
  const key = `demo ${task.key} ${deed.deputy.code} accept`;
  const [finding] = await services.db.query(findingsReported, [taskId, deed.deputy.id]);
  const id = finding?.rectificationId ?? '';
  const versionNow = async (): Promise<number> =>
    (await services.db.query(rectificationVersion, [id]))[0]?.version ?? 0;
  const followUp = { idempotencyKey: `${key} follow-up`, id, expectedVersion: await versionNow() };
  stateOf(key, await followUpRectification(services, commanderOf(deed.deputy), followUp));
  const command = { idempotencyKey: key, id, expectedVersion: await versionNow() };
  stateOf(key, await acceptRectification(services, office, command));
}

async function act(services: DutyServices, task: PlannedTask, taskId: string, planned: PlannedDeed): Promise<void> {
  const { deputy, deed } = planned;
  const key = `demo ${task.key} ${deputy.code}`;
  if (deed === 'LEAVE') {
    const offers = await services.db.query(offersMade, [taskId]);
    const id = offers.find(({ representativeId }) => representativeId === deputy.id)?.id ?? '';
    const command = { idempotencyKey: `${key} leave`, id, expectedVersion: 1 };
    stateOf(key, await excuseDutyOffer(services, office, { ...command, excuse: OfferExcuse.ON_LEAVE, reason: '请假' }));
    return;
  }
  const claim = { idempotencyKey: `${key} claim`, id: taskId, expectedVersion: 1 };
  stateOf(key, await claimDutyTask(services, commanderOf(deputy), claim));
}

async function finish(services: DutyServices, task: PlannedTask, taskId: string, planned: PlannedDeed): Promise<void> {
  const { deputy, deed } = planned;
  const key = `demo ${task.key} ${deputy.code} finish`;
  const command = { idempotencyKey: key, id: taskId, expectedVersion: 2 };
  if (deed === 'RELEASE') {
    stateOf(key, await releaseDutyTask(services, commanderOf(deputy), { ...command, reason: '工作冲突' }));
    return;
  }
  const found = { conclusion: InspectionConclusion.PROBLEM_FOUND, findings: [{ title: `${task.title}发现的问题` }] };
  const clean = task.kind === 'INSPECTION' ? { conclusion: InspectionConclusion.CLEAN } : {};
  const report = { ...command, ...(deed === 'FIND' ? found : clean) };
  stateOf(key, await completeDutyTask(services, commanderOf(deputy), report));
}

function cuesOf(task: PlannedTask): Cue[] {
  let taskId = '';
  const offer = async (services: DutyServices): Promise<void> => {
    const { key, title, objectId, claimBy, dueAt, deeds } = task;
    const [known] = await services.db.query(tasksOffered, [task.offeredAt]);
    if (known) taskId = known.id;
    if (known) return;
    const input = { idempotencyKey: `demo ${key}`, title, objectType: 'DemoObject', objectId, claimBy, dueAt };
    const representativeIds = deeds.map(({ deputy }) => deputy.id);
    const offered = { ...input, kind: DutyTaskKind[task.kind], representativeIds };
    taskId = stateOf(key, await offerDutyTask(services, office, offered)).id;
  };
  const cues: Cue[] = [{ at: task.offeredAt, play: offer }];
  for (const planned of task.deeds) {
    const random = seededRandom(`${task.key} ${planned.deputy.code} times`);
    const { deed, fate } = planned;
    if (deed === 'IGNORE') continue;
    let at = new Date(task.offeredAt.getTime() + random.between(2 * hourMs, 2 * dayMs));
    const add = (move: typeof act): unknown =>
      cues.push({ at, play: (services) => move(services, task, taskId, planned) });
    add(act);
    if (deed === 'LEAVE' || deed === 'CLAIM') continue;
    at = new Date(at.getTime() + random.between(dayMs, 6 * dayMs));
    add(finish);
    if (deed !== 'FIND') continue;
    at = new Date(at.getTime() + random.between(dayMs, 3 * dayMs));
    add(judge);
    if (fate === 'OPEN' || fate === 'REJECTED') continue;
    at = new Date(at.getTime() + (fate === 'LATE' ? random.between(20, 28) : random.between(3, 9)) * dayMs);
    add(rectify);
  }
  return cues;
}

async function lookAfterDeadlines(services: DutyServices): Promise<void> {
  await expireDutyOffers(services);
  await passDue(services);
}

/** Plays the duty of the past months through the use cases, and takes up a run that was interrupted. */
export async function playDuty(services: DutyServices, anchor: Date): Promise<void> {
  const tasks = demoDutyTasks(anchor, services.calendar);
  const resumed = (await services.db.query(tasksOffered, [tasks[0]?.offeredAt ?? anchor])).length > 0;
  await playCues(services, tasks.flatMap(cuesOf), { end: anchor, resumed, before: lookAfterDeadlines });
  await lookAfterDeadlines(servicesAt(services, anchor));
}
