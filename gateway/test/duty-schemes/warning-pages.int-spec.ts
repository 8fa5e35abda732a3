import type { Db } from '@lianxin/database';
import { DutyWarningLight, eventsModule } from '@lianxin/events';
import { type Principal, Role } from '@lianxin/subgraph-kit';
import { testDatabase, type TestDatabase } from '@lianxin/testing';
import { dutySchemesModule } from '../../src/modules/duty-schemes/duty-schemes.subgraph.js';
import type { WarningRow } from '../../src/modules/duty-schemes/warnings/warning-replica.sql.js';
import { warningsInSight } from '../../src/modules/duty-schemes/warnings/warnings-in-sight.js';
import type { DutyWarningFilter } from '../../src/modules/duty-schemes/warnings/warning.types.js';

const { OFF, YELLOW, RED } = DutyWarningLight;
const city = '330700000000';
const town = '330702001000';
/** More of them in the city than are read one by one, a twentieth of them in the town. */
const fill = `
  insert into duty_schemes.deputy
    select 'D' || n, 'D' || n, '代表', array['${city}', case n % 20 when 0 then '${town}' else '330702002000' end]
    from generate_series(1, 400) n;
  insert into duty_schemes.deputy values ('X', 'X', '代表', array['331000000000']);
  insert into duty_schemes.watched_unit
    select 'PERIOD', p, 1, gen_random_uuid(), 'index_period.changed', jsonb_build_object('policyId', policy), true
    from (values ('everybody', 'default'), ('elsewhere', 'other')) u (p, policy);
  insert into duty_schemes.cohort_taken values ('other', 1, '331000000000');
  insert into duty_schemes.warning
    select md5('w' || n)::uuid, 'RULE' || n % 3, 0, 'OFFER', 'o' || n, case n % 50 when 7 then 'X' else 'D' || 1 + n % 400 end,
      (array['OFF', 'RED', 'YELLOW', 'OFF'])[1 + n / 400 % 4], timestamptz '2026-03-01Z' + n / 7 * interval '1 hour', now(),
      case n / 400 % 4 when 2 then now() end, now(), gen_random_uuid(), 'duty_offer.changed', 1
    from generate_series(1, 4000) n;
  insert into duty_schemes.warning
    select md5('p' || p || n)::uuid, 'FREEZE' || n, 0, 'PERIOD', p, '', 'RED', timestamptz '2026-03-02Z' + n * interval '3 hours',
      now(), null, now(), gen_random_uuid(), 'index_period.changed', 1
    from unnest(array['elsewhere', 'everybody']) p, generate_series(1, 20) n`;

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await testDatabase({ modules: [eventsModule, dutySchemesModule] });
  db = await database.openAsAdmin('duty_schemes');
  for (const text of fill.split(';')) await db.queryText(text);
});
afterAll(() => database[Symbol.asyncDispose]());

const somebody = { accountId: 'a', sessionId: 's', displayName: '名' };
const office = (regionCode?: string): Principal => ({
  ...somebody,
  roles: [Role.OFFICE_CLERK],
  ...(regionCode && { regionCode }),
});
const deputy = (representativeId: string): Principal => ({
  ...somebody,
  roles: [Role.REPRESENTATIVE],
  representativeId,
});

/** What there is, by reading all of it. */
async function all(sees: (light: WarningRow & { region_path: string[] | null }) => boolean): Promise<string[]> {
  const rows = await db.queryText<WarningRow & { region_path: string[] | null }>(
    `select w.*, d.region_path from duty_schemes.warning w left join duty_schemes.deputy d on d.id = w.representative_id
     order by w.due_at, w.id`,
  );
  return rows.filter(sees).map(({ id }) => id);
}

/** All pages of a list, of seven lights each, and its count beside them. */
async function paged(principal: Principal, filter: DutyWarningFilter): Promise<string[]> {
  const inSight = await warningsInSight(db, principal, filter);
  const seen: string[] = [];
  for (let behind = ['0001-01-01T00:00:00Z', '00000000-0000-0000-0000-000000000000']; ;) {
    const rows = await inSight.page(behind, 7);
    seen.push(...rows.map(({ id }) => id));
    const last = rows.at(-1);
    if (!last || rows.length < 7) break;
    behind = [last.due_at.toISOString(), last.id];
  }
  expect(await inSight.count()).toBe(seen.length);
  return seen;
}

describe('pages of lights', () => {
  const inRegion =
    (region: string, lights: readonly string[]) =>
    ({ region_path: path, light, unit_id: unit }: WarningRow & { region_path: string[] | null }): boolean =>
      lights.includes(light) && (path?.includes(region) ?? unit === 'everybody');

  it.each([
    ['many deputies', city],
    ['few', town],
  ])('show an office of a region of %s its deputies and periods by due time, once each', async (_, region) => {
    const expected = await all(inRegion(region, [YELLOW, RED]));
    expect(expected.length).toBeGreaterThan(50);
    expect(await paged(office(region), {})).toEqual(expected);
    expect(await paged(office(region), { lights: [OFF, OFF] })).toEqual(await all(inRegion(region, [OFF])));
    const ofRule = (rule: string) => all((light) => light.rule_code === rule && inRegion(region, [YELLOW, RED])(light));
    for (const ruleCode of ['RULE1', 'FREEZE3']) {
      expect(await paged(office(region), { ruleCode })).toEqual(await ofRule(ruleCode));
    }
  });

  it('show nobody what is not theirs', async () => {
    expect(await paged(office(), {})).toEqual([]);
    expect(await paged(office('330799000000'), {})).toEqual([]);
    expect(await paged(office(town), { representativeId: 'D1' })).toEqual([]);
    expect(await paged(deputy('D20'), { representativeId: 'D40' })).toEqual([]);
    expect(await paged({ ...somebody, roles: [Role.REPRESENTATIVE] }, {})).toEqual([]);
  });

  it('show a deputy and their office the same of one', async () => {
    const expected = await all((light) => light.representative_id === 'D20' && [YELLOW, RED].includes(light.light));
    expect(expected.length).toBeGreaterThan(1);
    expect(await paged(deputy('D20'), {})).toEqual(expected);
    expect(await paged(office(town), { representativeId: 'D20' })).toEqual(expected);
  });
});
