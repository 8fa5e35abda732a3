import {
  DutyRecordKind,
  DutyTaskKind,
  type DutyTaskStatus,
  FindingSource,
  FindingStatus,
  InspectionConclusion,
  OfferExcuse,
  type RectificationStatus,
} from '@lianxin/events';
import { ActorRole } from '@lianxin/subgraph-kit';
import { apply, availableActions, type Machine } from '@lianxin/workflow';
import type { DutyRecordStatus } from '../duty-record/duty-record.enums.js';
import { dutyRecordMachine } from '../duty-record/duty-record.machine.js';
import type { DutyRecordState } from '../duty-record/duty-record.state.js';
import { dutyOfferMachine } from '../duty-task/duty-offer.machine.js';
import type { OfferedTask } from '../duty-task/duty-task.state.js';
import { findingMachine } from '../finding/finding.machine.js';
import type { FindingState } from '../finding/finding.state.js';
import { rectificationMachine } from '../rectification/rectification.machine.js';
import type { RectificationState } from '../rectification/rectification.state.js';
import type { DutyActor } from './duty.actor.js';

const now = new Date('2026-03-05T01:00:00Z');
const later = new Date('2026-03-20T00:00:00Z');
const regionPath = ['330000000000', '330700000000'];

/** Everybody of each role whom the records concern. */
const actorOf = (role: ActorRole): DutyActor => ({
  accountId: role,
  displayName: role,
  roles: [role],
  ...(role === ActorRole.REPRESENTATIVE && { representativeId: 'deputy' }),
  ...(role === ActorRole.UNIT_CLERK && { unitId: 'unit' }),
  ...((role === ActorRole.OFFICE_CLERK || role === ActorRole.INSPECTOR) && { regionCode: '330700000000' }),
});

/** What each role can do in each state, by trying every action as every role; roles that can do nothing are left out. */
function rightsOf<State extends string, Entity, Inputs extends object>(
  machine: Machine<State, ActorRole, Entity, DutyActor, Inputs>,
  inState: (state: State) => Entity,
  inputs: Inputs,
): Record<string, string[]> {
  const rights: Record<string, string[]> = {};
  for (const state of machine.states) {
    for (const role of Object.values(ActorRole)) {
      const it = inState(state);
      const actions = Object.keys(machine.actions) as (keyof Inputs & string)[];
      const done = actions.filter((action) => apply(machine, it, action, actorOf(role), inputs[action], now).ok);
      const offered = availableActions(machine, it, actorOf(role), now).filter(({ allowed }) => allowed);
      expect(offered.map(({ action }) => action)).toEqual(done);
      if (done.length > 0) rights[`${state} ${role}`] = done;
    }
  }
  return rights;
}

const task = { kind: DutyTaskKind.INSPECTION, regionPath } as unknown as OfferedTask['task'];
const offer = (status: DutyTaskStatus): OfferedTask => ({
  id: 'offer',
  version: 1,
  taskId: 'task',
  representativeId: 'deputy',
  status,
  offeredAt: now,
  claimBy: later,
  dueAt: later,
  claimedAt: null,
  completedAt: null,
  droppedAt: now,
  dropApproved: false,
  excuse: null,
  conclusion: null,
  task,
});
const finding = (status: FindingStatus): FindingState => ({
  id: 'finding',
  version: 1,
  status,
  source: FindingSource.REPRESENTATIVE,
  title: '路面塌陷',
  description: '',
  taskId: null,
  suggestionId: null,
  objectType: null,
  objectId: null,
  existedSince: null,
  reportedAt: now,
  reporterId: 'other',
  finderIds: ['other'],
  invitedIds: ['deputy'],
  verifiedAt: null,
  mergedIntoId: null,
  regionPath,
});
const rectification = (status: RectificationStatus): RectificationState => ({
  id: 'rectification',
  version: 1,
  status,
  findingId: 'finding',
  responsibleUnitId: 'unit',
  representativeIds: ['deputy'],
  openedAt: now,
  dueOn: '2026-03-12',
  askedDueOn: '2026-03-20',
  suspendedAt: null,
  acceptedAt: null,
  followUps: [],
  regionPath,
  calendarVersion: 'test',
});

const record = (status: DutyRecordStatus): DutyRecordState => ({
  id: 'record',
  version: 1,
  status,
  representativeId: 'deputy',
  kind: DutyRecordKind.TRAINING,
  heldOn: '2026-03-01',
  title: '培训',
  evidence: '结业证书',
  submittedAt: now,
  decidedAt: null,
  regionPath,
});

describe('what each role can do in each state', () => {
  it('with a record of the archive', () => {
    const reason = { reason: 'r' };
    const inputs = { APPROVE: {}, REJECT: reason, REVOKE: reason, RETRACT: {} };
    expect(rightsOf(dutyRecordMachine, record, inputs)).toEqual({
      'SUBMITTED REPRESENTATIVE': ['RETRACT'],
      'SUBMITTED OFFICE_CLERK': ['APPROVE', 'REJECT'],
      'APPROVED OFFICE_CLERK': ['REVOKE'],
    });
  });

  it('with an offer', () => {
    const inputs = {
      CLAIM: {},
      RELEASE: { reason: 'r' },
      APPROVE_DROP: {},
      COMPLETE: { conclusion: InspectionConclusion.CLEAN, findings: 0 },
      EXCUSE: { excuse: OfferExcuse.ON_LEAVE },
      CANCEL: {},
      FILL: {},
      EXPIRE: {},
      LAPSE: {},
    };
    expect(rightsOf(dutyOfferMachine, offer, inputs)).toEqual({
      'OFFERED REPRESENTATIVE': ['CLAIM'],
      'OFFERED OFFICE_CLERK': ['EXCUSE', 'CANCEL'],
      'OFFERED INSPECTOR': ['CANCEL'],
      'OFFERED SYSTEM': ['FILL', 'LAPSE'],
      'CLAIMED REPRESENTATIVE': ['RELEASE', 'COMPLETE'],
      'CLAIMED OFFICE_CLERK': ['EXCUSE', 'CANCEL'],
      'CLAIMED INSPECTOR': ['CANCEL'],
      'CLAIMED SYSTEM': ['LAPSE'],
      'RELEASED OFFICE_CLERK': ['APPROVE_DROP', 'EXCUSE'],
      'EXPIRED OFFICE_CLERK': ['APPROVE_DROP', 'EXCUSE'],
    });
  });

  it('with a finding', () => {
    const target = { ...finding(FindingStatus.VERIFIED), id: 'another' };
    const inputs = { CONFIRM: {}, VERIFY: {}, REJECT: { reason: 'r' }, MERGE: { target } };
    expect(rightsOf(findingMachine, finding, inputs)).toEqual({
      'REPORTED REPRESENTATIVE': ['CONFIRM'],
      'REPORTED OFFICE_CLERK': ['VERIFY', 'REJECT', 'MERGE'],
      'REPORTED INSPECTOR': ['VERIFY', 'REJECT', 'MERGE'],
      'VERIFIED REPRESENTATIVE': ['CONFIRM'],
    });
  });

  it('with a rectification', () => {
    const reason = { reason: 'r' };
    const inputs = {
      REQUEST_EXTENSION: { ...reason, dueOn: '2026-03-20' },
      GRANT_EXTENSION: {},
      DENY_EXTENSION: reason,
      SUSPEND: reason,
      RESUME: {},
      ACCEPT: {},
      REJECT: reason,
      FOLLOW_UP: {},
      DECLARE_OUT_OF_JURISDICTION: reason,
      PASS_DUE: {},
    };
    const running = {
      UNIT_CLERK: ['REQUEST_EXTENSION'],
      REPRESENTATIVE: ['ACCEPT', 'FOLLOW_UP'],
      OFFICE_CLERK: ['GRANT_EXTENSION', 'DENY_EXTENSION', 'SUSPEND', 'ACCEPT', 'REJECT', 'DECLARE_OUT_OF_JURISDICTION'],
      INSPECTOR: ['ACCEPT', 'REJECT'],
    };
    const inBoth = Object.entries(running).flatMap(([role, actions]) =>
      ['OPEN', 'OVERDUE'].map((state) => [`${state} ${role}`, actions]),
    );
    expect(rightsOf(rectificationMachine, rectification, inputs)).toEqual({
      ...Object.fromEntries(inBoth),
      'SUSPENDED REPRESENTATIVE': ['FOLLOW_UP'],
      'SUSPENDED OFFICE_CLERK': ['RESUME', 'DECLARE_OUT_OF_JURISDICTION'],
    });
  });
});
