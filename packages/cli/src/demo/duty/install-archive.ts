import { businessDate } from '@lianxin/calendar';
import { ActorRole, DutyRecordKind } from '@lianxin/events';
import { addDutyRecord, approveDutyRecord, type DutyCommander, type DutyServices } from '@lianxin/representatives';
import { demoPeople } from '../accounts/demo-people.js';
import { demoDeputies, demoDeputy } from '../directory/deputies-plan.js';
import { city } from '../directory/regions.js';
import { recordsAdded } from './duty-records.sql.js';

const dayMs = 86_400_000;

/** Deeds that no event knows; all invented. */
const deeds = [
  { daysAgo: 96, kind: DutyRecordKind.TRAINING, title: '人大代表履职能力培训', evidence: '结业证书,学时 16' },
  { daysAgo: 48, kind: DutyRecordKind.MEETING, title: '列席市人大常委会会议', evidence: '会议通知与签到册' },
  { daysAgo: 5, kind: DutyRecordKind.RESEARCH, title: '走访企业了解用工情况', evidence: '走访记录 3 页' },
] as const;

const office: DutyCommander = {
  actor: { ...demoPeople.office, roles: [ActorRole.OFFICE_CLERK], regionCode: city.code },
  request: null,
};

/**
 * Adds records to the archives of some deputies; what an interrupted run added already stands. The latest deed waits for
 * the office, so that there is something to decide.
 */
export async function installArchive(services: DutyServices, anchor: Date): Promise<void> {
  const others = demoDeputies.filter(({ isPartyMember, id }) => isPartyMember && id !== demoDeputy.id).slice(0, 3);
  for (const { id: representativeId, name, code } of [demoDeputy, ...others]) {
    const roles = [ActorRole.REPRESENTATIVE];
    const deputy = {
      actor: { accountId: representativeId, displayName: name, roles, representativeId },
      request: null,
    };
    for (const [index, { daysAgo, kind, title, evidence }] of deeds.entries()) {
      const at = new Date(anchor.getTime() - daysAgo * dayMs);
      const then = { ...services, clock: { now: () => at } };
      const idempotencyKey = `demo archive ${code} ${index + 1}`;
      const heldOn = businessDate(new Date(at.getTime() - dayMs));
      const [known] = await services.db.query(recordsAdded, [representativeId, title]);
      const input = { idempotencyKey, kind, heldOn, title, evidence };
      const added = known ? { state: known } : await addDutyRecord(then, deputy, input);
      if ('refused' in added) throw new Error(`${idempotencyKey} was refused with ${added.refused.code}`);
      if (index === deeds.length - 1 || added.state.status !== 'SUBMITTED') continue;
      const command = { idempotencyKey: `${idempotencyKey} approve`, id: added.state.id, expectedVersion: 1 };
      const approved = await approveDutyRecord(then, office, command);
      if ('refused' in approved) throw new Error(`${command.idempotencyKey} was refused with ${approved.refused.code}`);
    }
  }
}
