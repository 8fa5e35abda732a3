import { type Principal, Role } from '@lianxin/subgraph-kit';
import { mayReadRecord, maySeeActivity } from './activity.policy.js';

const place = { stationId: 's1', regionPath: ['330000000000', '330700000000', '330702000000'] };
const who = (role: Role, scope: Partial<Principal> = {}): Principal => ({
  accountId: 'a',
  sessionId: 'b',
  displayName: 'c',
  roles: [role],
  ...scope,
});

describe('activity policy', () => {
  it('lets everybody know of an activity', () => expect(maySeeActivity(null)).toBe(true));

  it.each<[string, Principal | null, boolean]>([
    ['nobody signed in', null, false],
    ['the officer of the station', who(Role.LIAISON_OFFICER, { stationId: 's1' }), true],
    ['the officer of another station', who(Role.LIAISON_OFFICER, { stationId: 's2' }), false],
    ['an officer without a station', who(Role.LIAISON_OFFICER), false],
    ['the office of the city above', who(Role.OFFICE_CLERK, { regionCode: '330700000000' }), true],
    ['the office of another city', who(Role.OFFICE_CLERK, { regionCode: '330800000000' }), false],
    ['an office clerk without a region', who(Role.OFFICE_CLERK), false],
    ['an inspector of the county', who(Role.INSPECTOR, { regionCode: '330702000000' }), true],
    ['an auditor of the province', who(Role.AUDITOR, { regionCode: '330000000000' }), true],
    ['a deputy', who(Role.REPRESENTATIVE, { regionCode: '330700000000' }), false],
    ['a constituent', who(Role.CONSTITUENT), false],
  ])('the record: %s', (_, principal, allowed) => expect(mayReadRecord(principal, place)).toBe(allowed));
});
