import { Role } from '@lianxin/subgraph-kit';
import { accessOf } from './access.js';

describe('access by the directives of the graph', () => {
  it('is closed to nobody', () => {
    const { authenticated, hasScope, meetsPolicy } = accessOf(null);
    expect([authenticated, hasScope(Role.OFFICE_CLERK), meetsPolicy('any')]).toEqual([false, false, false]);
  });

  it('takes roles for scopes, and knows no policy', () => {
    const { authenticated, hasScope, meetsPolicy } = accessOf({ roles: [Role.UNIT_CLERK] });
    expect([authenticated, hasScope('UNIT_CLERK'), hasScope('OFFICE_CLERK'), hasScope('constructor')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(meetsPolicy('any')).toBe(false);
  });
});
