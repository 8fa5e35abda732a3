import { actorOf, type Commander, visibilityOf } from '@lianxin/suggestions';
import { type Principal, Role } from '@lianxin/subgraph-kit';
import { demoPeople } from '../accounts/demo-people.js';
import { demoDeputy, type DemoDeputy } from '../directory/deputies-plan.js';
import { countyCodeOf } from '../directory/regions.js';
import { demoStation, type DemoStation } from '../directory/stations-plan.js';
import { demoUnit, type DemoUnit } from '../directory/units-plan.js';
import { personNames } from '../people/person-names.js';
import type { Resident } from '../people/residents.js';
import { stableId } from '../seeded/stable-id.js';
import { city } from '../directory/regions.js';
import { demoCountyCode } from '../directory/town-choice.js';
import { seededRandom } from '../seeded/seeded-random.js';

const staff = personNames('staff', 220);
const staffName = (key: string): string => seededRandom(`staff ${key}`).pick(staff);

type Place = Pick<Principal, 'stationId' | 'unitId' | 'representativeId' | 'regionCode'>;

function commander(
  role: Role,
  accountId: string,
  displayName: string,
  place: Place,
  stationIds: readonly string[] = [],
): Commander {
  const principal: Principal = { accountId, sessionId: 'demonstration', displayName, roles: [role], ...place };
  return { actor: actorOf(principal), visibility: visibilityOf(principal, stationIds), request: null };
}

/** Somebody without an account, at the code on the wall. */
export const passerBy: Commander = { actor: actorOf(null), visibility: {}, request: null };

/** A resident in their own name. */
export function asResident({ accountId, name }: Resident): Commander {
  return commander(Role.CONSTITUENT, accountId, name, {});
}

/** The liaison officer of a station; at the demonstration station, the account `liaison`. */
export function asLiaison({ id }: DemoStation): Commander {
  const isDemo = id === demoStation.id;
  const accountId = isDemo ? demoPeople.liaison.accountId : stableId('liaison', id);
  return commander(Role.LIAISON_OFFICER, accountId, isDemo ? demoPeople.liaison.displayName : staffName(id), {
    stationId: id,
  });
}

/** A clerk of a unit; at the demonstration unit, the account `unit`. */
export function asClerk({ code }: DemoUnit, unitId: string): Commander {
  const isDemo = code === demoUnit.code;
  const accountId = isDemo ? demoPeople.unit.accountId : stableId('clerk', code);
  return commander(Role.UNIT_CLERK, accountId, isDemo ? demoPeople.unit.displayName : staffName(code), { unitId });
}

/** A deputy; the one of the demonstration is the account `representative`. */
export function asDeputy({ id, name, code }: DemoDeputy, stationId: string): Commander {
  const accountId = id === demoDeputy.id ? stableId('account', 'representative') : stableId('deputy account', code);
  return commander(Role.REPRESENTATIVE, accountId, name, { representativeId: id }, [stationId]);
}

/** The congress office (代工委) in whose region a station is: the city's for the demonstration's county, else the county's. */
export function asOffice({ regionCode }: DemoStation): Commander {
  const county = countyCodeOf(regionCode);
  if (county === demoCountyCode) {
    const { accountId, displayName } = demoPeople.office;
    return commander(Role.OFFICE_CLERK, accountId, displayName, { regionCode: city.code });
  }
  return commander(Role.OFFICE_CLERK, stableId('office', county), staffName(county), { regionCode: county });
}

/** The city's inspection room (督查室), the account `inspector`. */
export const inspector: Commander = commander(
  Role.INSPECTOR,
  demoPeople.inspector.accountId,
  demoPeople.inspector.displayName,
  { regionCode: city.code },
);
