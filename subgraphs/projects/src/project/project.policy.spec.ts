import { type Principal, Role } from '@lianxin/subgraph-kit';
import { ProjectStatus } from './project.enums.js';
import { isUnderPlan, maySeeProject, officeRegionOf } from './project.policy.js';

const principal = (role: Role, regionCode?: string): Principal => {
  return { accountId: 'a', sessionId: 's', displayName: '张测试', roles: [role], regionCode };
};
const city = '330700000000';
const path = ['330000000000', city, '330702000000'];

describe('the policy of projects', () => {
  it('shows everybody what is reviewed, and only the office of the region what is not', () => {
    const unpublished = [ProjectStatus.SOLICITING, ProjectStatus.SCREENING];
    for (const role of Object.values(Role)) {
      const isOffice = role === Role.OFFICE_CLERK || role === Role.INSPECTOR;
      for (const status of Object.values(ProjectStatus)) {
        const open = !unpublished.includes(status);
        const project = { status, regionPath: path };
        expect(maySeeProject(officeRegionOf(principal(role, city)), project)).toBe(open || isOffice);
        expect(maySeeProject(officeRegionOf(principal(role, '330800000000')), project)).toBe(open);
        expect(maySeeProject(officeRegionOf(principal(role)), project)).toBe(open);
      }
    }
    expect(maySeeProject(officeRegionOf(null), { status: ProjectStatus.SCREENING, regionPath: path })).toBe(false);
  });

  it('measures progress from the adoption on', () => {
    expect(isUnderPlan(ProjectStatus.ON_BALLOT)).toBe(false);
    expect(isUnderPlan(ProjectStatus.NOT_ADOPTED)).toBe(false);
    expect(isUnderPlan(ProjectStatus.ADOPTED)).toBe(true);
    expect(isUnderPlan(ProjectStatus.SUSPENDED)).toBe(true);
  });
});
