import type { CreateAccountInput, Grant } from '@lianxin/gateway';
import { Role } from '@lianxin/subgraph-kit';
import { cityCode } from '../../base-data/city-hub.js';
import { demoDeputy } from '../directory/deputies-plan.js';
import { countyCodeOf } from '../directory/regions.js';
import { demoStation } from '../directory/stations-plan.js';
import { demoUnit } from '../directory/units-plan.js';
import { stableId } from '../seeded/stable-id.js';
import { demoPeople, type DemoPerson } from './demo-people.js';

/** A demonstration account as it is shown to whoever starts the platform. */
export interface DemoAccount {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  /** Where the role holds, e.g. `白龙桥镇人大代表之家`. */
  readonly place: string;
  readonly accountId: string;
}

const representative: DemoPerson = {
  username: 'representative',
  displayName: demoDeputy.name,
  accountId: stableId('account', 'representative'),
};

const cityName = '金华市';

/** The accounts in the order in which the first screen lists them. */
export const demoAccounts: readonly DemoAccount[] = [
  { ...demoPeople.constituent, role: Role.CONSTITUENT, place: demoStation.name },
  { ...representative, role: Role.REPRESENTATIVE, place: demoDeputy.delegation },
  { ...demoPeople.liaison, role: Role.LIAISON_OFFICER, place: demoStation.name },
  { ...demoPeople.unit, role: Role.UNIT_CLERK, place: demoUnit.name },
  { ...demoPeople.office, role: Role.OFFICE_CLERK, place: cityName },
  { ...demoPeople.inspector, role: Role.INSPECTOR, place: cityName },
  { ...demoPeople.analyst, role: Role.ANALYST, place: cityName },
];

function grantOf(role: Role, unitId: string): Grant {
  switch (role) {
    case Role.CONSTITUENT:
      return { role, regionCode: countyCodeOf(demoStation.regionCode) };
    case Role.REPRESENTATIVE:
      return { role, representativeId: demoDeputy.id };
    case Role.LIAISON_OFFICER:
      return { role, stationId: demoStation.id };
    case Role.UNIT_CLERK:
      return { role, unitId };
    case Role.OFFICE_CLERK:
    case Role.INSPECTOR:
    case Role.ANALYST:
      return { role, regionCode: cityCode };
    default:
      return { role };
  }
}

/** What identity needs to open the accounts. */
export function accountInputs(password: string, unitId: string): CreateAccountInput[] {
  return demoAccounts.map(({ accountId, username, displayName, role }) => ({
    id: accountId,
    username,
    displayName,
    password,
    grants: [grantOf(role, unitId)],
  }));
}
