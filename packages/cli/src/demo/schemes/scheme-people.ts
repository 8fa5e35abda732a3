import type { CommandOutcome } from '@lianxin/gateway';
import { type Principal, Role } from '@lianxin/subgraph-kit';
import { demoPeople, type DemoPerson } from '../accounts/demo-people.js';
import type { DemoDeputy } from '../directory/deputies-plan.js';
import { city } from '../directory/regions.js';

const principal = ({ accountId, displayName }: Omit<DemoPerson, 'username'>, role: Role): Principal => ({
  ...{ accountId, displayName, sessionId: 'demo', roles: [role] },
});

export const office: Principal = { ...principal(demoPeople.office, Role.OFFICE_CLERK), regionCode: city.code };
export const inspector: Principal = { ...principal(demoPeople.inspector, Role.INSPECTOR), regionCode: city.code };

/** A deputy as who claims points and judges. */
export const deputyAs = ({ id, name }: DemoDeputy): Principal => {
  return { ...principal({ accountId: id, displayName: name }, Role.REPRESENTATIVE), representativeId: id };
};

/** Refusals that say that an interrupted run has done it already. */
const doneBefore: readonly string[] = ['VERSION_CONFLICT', 'EVALUATION_CLOSED', 'NOT_IN_STATE'];

/** Waits for a command; throws when it was refused for another reason than that it stands already. */
export async function stands(key: string, command: Promise<CommandOutcome>): Promise<void> {
  const outcome = await command;
  if ('refused' in outcome && !doneBefore.includes(outcome.refused.code)) {
    throw new Error(`${key} was refused with ${outcome.refused.code}`);
  }
}
