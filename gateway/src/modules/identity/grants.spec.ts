import { Role } from '@lianxin/subgraph-kit';
import { faultOfGrants, principalOf } from './grants.js';
import { normalUsername } from './username.js';

describe('grants', () => {
  it('never join two administrators (三员分立), whatever else an account may do', () => {
    const administrators = [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR];
    for (const one of administrators) {
      expect(faultOfGrants([{ role: one }, { role: Role.ANALYST }])).toBeNull();
      for (const other of administrators) {
        expect(faultOfGrants([{ role: one }, { role: other }])).toMatch(one === other ? /twice/ : /三员分立/);
      }
    }
  });

  it('need the place where a role holds, and one place of a kind', () => {
    expect(faultOfGrants([{ role: Role.LIAISON_OFFICER }])).toContain('stationId');
    expect(faultOfGrants([{ role: Role.UNIT_CLERK }])).toContain('unitId');
    expect(faultOfGrants([{ role: Role.REPRESENTATIVE }])).toContain('representativeId');
    expect(faultOfGrants([{ role: Role.INSPECTOR, regionCode: '3307' }])).toContain('12 digits');
    const twoRegions = [
      { role: Role.INSPECTOR, regionCode: '330700000000' },
      { role: Role.OFFICE_CLERK, regionCode: '330702000000' },
    ];
    expect(faultOfGrants(twoRegions)).toContain('regionCode');
  });

  it('make a principal with every scope', () => {
    const grants = [
      { role: Role.LIAISON_OFFICER, stationId: 's' },
      { role: Role.REPRESENTATIVE, representativeId: 'r' },
    ];
    expect(principalOf({ id: 'a', displayName: '李' }, grants, 'x')).toEqual({
      accountId: 'a',
      sessionId: 'x',
      displayName: '李',
      roles: [Role.LIAISON_OFFICER, Role.REPRESENTATIVE],
      stationId: 's',
      representativeId: 'r',
    });
  });
});

describe('normalUsername', () => {
  it('finds one account for every way to type its name', () => {
    expect(normalUsername(' Station01 ')).toBe('station01');
    expect(normalUsername('ｓｔａｔｉｏｎ０１')).toBe('station01');
    expect(normalUsername('sta\u200btion\u000001')).toBe('station01');
    expect(normalUsername('x'.repeat(99))).toHaveLength(64);
  });
});
