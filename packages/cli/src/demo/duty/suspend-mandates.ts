import { businessDate } from '@lianxin/calendar';
import {
  type DutyServices,
  keepDutyHouse,
  MandateSuspensionGround,
  resumeMandate,
  suspendMandate,
} from '@lianxin/representatives';
import { demoDeputies, demoDeputy, type DemoDeputy, deputiesAt } from '../directory/deputies-plan.js';
import { demoStation } from '../directory/stations-plan.js';
import { demoDutyTasks } from './duty-plan.js';
import { mandateHeld } from './duty-records.sql.js';
import { office, servicesAt, stateOf } from './duty-stage.js';

const dayMs = 86_400_000;
const reason = '依法暂时停止执行代表职务(演示)';

interface Suspension {
  readonly deputy: DemoDeputy;
  readonly daysAgo: number;
  /** Null while it lasts. */
  readonly resumedDaysAgo: number | null;
}

/**
 * One that lasts, of a deputy who was offered the latest task and has done nothing with it yet; and one that is over, of a
 * deputy at the demonstration's station who is offered none.
 */
function suspensions({ calendar }: DutyServices, anchor: Date): Suspension[] {
  const latest = (demoDutyTasks(anchor, calendar).at(-1)?.deeds ?? []).filter(
    ({ deputy }) => deputy.id !== demoDeputy.id,
  );
  const lasting = latest.find(({ deed }) => deed === 'IGNORE' || deed === 'CLAIM') ?? latest.at(-1);
  const over = deputiesAt(demoStation.id).findLast(({ isPartyMember }) => !isPartyMember) ?? demoDeputies.at(-1);
  return [
    ...(lasting ? [{ deputy: lasting.deputy, daysAgo: 0, resumedDaysAgo: null }] : []),
    ...(over ? [{ deputy: over, daysAgo: 40, resumedDaysAgo: 12 }] : []),
  ];
}

/**
 * Suspends mandates, and resumes one of them (暂停/恢复执行代表职务). What an interrupted run did already stands: a mandate's
 * version counts the steps that it took.
 */
export async function suspendMandates(services: DutyServices, anchor: Date): Promise<void> {
  for (const { deputy, daysAgo, resumedDaysAgo } of suspensions(services, anchor)) {
    const [mandate] = await services.db.query(mandateHeld, [deputy.id]);
    if (!mandate) throw new Error(`${deputy.code} holds no mandate`);
    const step = (days: number, version: number) => {
      const at = new Date(anchor.getTime() - days * dayMs);
      const idempotencyKey = `demo mandate ${deputy.code} ${version}`;
      const input = { idempotencyKey, id: mandate.id, expectedVersion: version, day: businessDate(at), reason };
      return { then: servicesAt(services, at), input };
    };
    if (mandate.version === 1) {
      const { then, input } = step(daysAgo, 1);
      const ground = MandateSuspensionGround.IN_CUSTODY;
      stateOf(input.idempotencyKey, await suspendMandate(then, office, { ...input, ground }));
    }
    if (resumedDaysAgo !== null && mandate.version < 3) {
      const { then, input } = step(resumedDaysAgo, 2);
      stateOf(input.idempotencyKey, await resumeMandate(then, office, input));
    }
  }
  // What they had open ends with the mandate.
  await keepDutyHouse(servicesAt(services, anchor));
}
