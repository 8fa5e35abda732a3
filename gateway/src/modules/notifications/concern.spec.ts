import { SuggestionAction as A, SuggestionStatus as S } from '@lianxin/events';
import { concernedBy, concernedIn, type ConcernSource } from './concern.js';

const source: ConcernSource = {
  action: A.DISPATCH,
  toStatus: S.DISPATCHED,
  stationId: 'st1',
  leadUnitId: 'u1',
  assistUnitIds: ['u2', 'u3'],
  representativeId: 'r1',
  topics: ['suggestion:s1', 'station:st1', 'unit:u1', 'unit:u2', 'unit:u3', 'representative:r1', 'account:owner'],
  regionPath: ['330700000000', '330702000000'],
};
const nobody = {
  stationId: null,
  unitIds: [],
  representativeIds: [],
  officeRegions: [],
  inspectorRegions: [],
  accountIds: [],
};

describe('concernedBy', () => {
  it.each<[A, S, string]>([
    [A.COLLECT, S.COLLECTED, 'STATION'],
    [A.ADMIT, S.ADMITTED, 'OWNER'],
    [A.REJECT, S.REJECTED, 'OWNER'],
    [A.MERGE, S.MERGED, 'OWNER'],
    [A.WITHDRAW, S.WITHDRAWN, 'STATION'],
    [A.DISPATCH, S.DISPATCHED, 'OWNER LEAD_UNIT ASSIST_UNITS DEPUTY'],
    [A.REDISPATCH, S.DISPATCHED, 'OWNER LEAD_UNIT ASSIST_UNITS DEPUTY STATION'],
    [A.ACCEPT, S.IN_PROGRESS, 'OWNER STATION'],
    [A.REQUEST_RETURN, S.RETURN_PENDING, 'OFFICE'],
    [A.APPROVE_RETURN, S.ADMITTED, 'FORMER_UNIT STATION'],
    [A.DENY_RETURN, S.IN_PROGRESS, 'LEAD_UNIT'],
    [A.SELF_ANSWER, S.REPLIED, 'OWNER'],
    [A.REPLY, S.REPLIED, 'OWNER STATION ASSIST_UNITS'],
    [A.EVALUATE, S.CLOSED, 'LEAD_UNIT DEPUTY STATION'],
    [A.EVALUATE, S.REWORK, 'LEAD_UNIT DEPUTY STATION OFFICE'],
    [A.EVALUATE, S.ESCALATED, 'LEAD_UNIT DEPUTY STATION OFFICE INSPECTORS'],
    [A.EXPIRE, S.CLOSED, 'OWNER LEAD_UNIT DEPUTY STATION'],
    [A.CLOSE, S.CLOSED, 'OWNER LEAD_UNIT DEPUTY STATION'],
    [A.IMPORT_REPLY, S.REPLIED, ''],
  ])('%s to %s: %s', (action, toStatus, expected) => {
    expect([...concernedBy(action, toStatus)].join(' ')).toBe(expected);
  });

  it('says of every action whom it concerns', () => {
    for (const action of Object.values(A)) expect(concernedBy(action, S.ADMITTED)).toBeInstanceOf(Set);
  });
});

describe('concernedIn', () => {
  it('names the units, the deputy and the owner of a dispatch', () => {
    expect(concernedIn(source)).toEqual({
      ...nobody,
      unitIds: ['u1', 'u2', 'u3'],
      representativeIds: ['r1'],
      accountIds: ['owner'],
    });
  });

  it('names the unit that a case was taken from, which only the topics know', () => {
    const approved = { ...source, action: A.APPROVE_RETURN, toStatus: S.ADMITTED, leadUnitId: null, assistUnitIds: [] };
    expect(concernedIn({ ...approved, topics: ['unit:u1', 'account:owner'] })).toEqual({
      ...nobody,
      stationId: 'st1',
      unitIds: ['u1'],
    });
  });

  it('names the offices of all regions above, and the inspectors where it was escalated', () => {
    const escalated = { ...source, action: A.EVALUATE, toStatus: S.ESCALATED };
    expect(concernedIn(escalated)).toMatchObject({
      officeRegions: source.regionPath,
      inspectorRegions: source.regionPath,
      accountIds: [],
    });
  });
});
