import { businessDate } from '@lianxin/calendar';
import { DutyRecordKind } from '@lianxin/events';
import {
  addDutyRecord,
  approveDutyRecord,
  type DutyServices,
  rejectDutyRecord,
  revokeDutyRecord,
} from '@lianxin/representatives';
import { demoDeputies, demoDeputy, type DemoDeputy } from '../directory/deputies-plan.js';
import { recordsAdded } from './duty-records.sql.js';
import { commanderOf, office, servicesAt, stateOf } from './duty-stage.js';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** What the office decides about a record. */
type Decision = 'APPROVE' | 'REJECT' | 'REVOKE';

/** A deed that no event knows, and what the office decides about it, one decision after the other. */
interface AddedDeed {
  readonly daysAgo: number;
  readonly kind: DutyRecordKind;
  readonly title: string;
  readonly evidence: string;
  readonly decisions: readonly Decision[];
}

/** All invented. The latest waits for the office, so that there is something to decide. */
const deeds: readonly AddedDeed[] = [
  {
    daysAgo: 96,
    kind: DutyRecordKind.TRAINING,
    title: '人大代表履职能力培训',
    evidence: '结业证书,学时 16',
    decisions: ['APPROVE'],
  },
  {
    daysAgo: 71,
    kind: DutyRecordKind.TRAINING,
    title: '网络专题学习',
    evidence: '学习截图',
    decisions: ['APPROVE', 'REVOKE'],
  },
  {
    daysAgo: 48,
    kind: DutyRecordKind.MEETING,
    title: '列席市人大常委会会议',
    evidence: '会议通知与签到册',
    decisions: ['APPROVE'],
  },
  {
    daysAgo: 27,
    kind: DutyRecordKind.MEETING,
    title: '参加行业协会年会',
    evidence: '会议邀请函',
    decisions: ['REJECT'],
  },
  {
    daysAgo: 5,
    kind: DutyRecordKind.RESEARCH,
    title: '走访企业了解用工情况',
    evidence: '走访记录 3 页',
    decisions: [],
  },
];

const decide = {
  APPROVE: { command: approveDutyRecord, reason: '' },
  REJECT: { command: rejectDutyRecord, reason: '不属于代表履职活动' },
  REVOKE: { command: revokeDutyRecord, reason: '经核对,未完成规定学时' },
} as const;

async function addDeed(services: DutyServices, anchor: Date, deputy: DemoDeputy, deed: AddedDeed): Promise<void> {
  const { daysAgo, kind, title, evidence, decisions } = deed;
  const key = `demo archive ${deputy.code} ${title}`;
  const at = new Date(anchor.getTime() - daysAgo * dayMs);
  const [known] = await services.db.query(recordsAdded, [deputy.id, title]);
  const input = { idempotencyKey: key, kind, heldOn: businessDate(new Date(at.getTime() - dayMs)), title, evidence };
  const added = known ?? stateOf(key, await addDutyRecord(servicesAt(services, at), commanderOf(deputy), input));
  for (const [index, decision] of decisions.entries()) {
    if (added.version > index + 1) continue;
    const { command, reason } = decide[decision];
    const then = servicesAt(services, new Date(at.getTime() + (index + 1) * 20 * hourMs));
    const decided = { idempotencyKey: `${key} ${decision}`, id: added.id, expectedVersion: index + 1, reason };
    stateOf(decided.idempotencyKey, await command(then, office, decided));
  }
}

/** Adds records to the archives of some deputies, decided in every way; what an interrupted run did already stands. */
export async function installArchive(services: DutyServices, anchor: Date): Promise<void> {
  const others = demoDeputies.filter(({ isPartyMember, id }) => isPartyMember && id !== demoDeputy.id).slice(0, 3);
  for (const deputy of [demoDeputy, ...others]) {
    for (const deed of deeds) await addDeed(services, anchor, deputy, deed);
  }
}
