import * as events from '@lianxin/events';
import {
  ActorRole,
  type EventContract,
  type LoggedEvent,
  SuggestionAction,
  SuggestionStatus,
  suggestionTransitioned,
} from '@lianxin/events';
import { publicView, publishedFields } from './published-events.js';

/** What is told to nobody outside, and why. */
const withheld: Readonly<Record<string, string>> = {
  'duty_offer.changed': 'where one deputy stands with one task: shown by the index, to whom it concerns',
  'duty_record.approved': 'the same',
  'duty_record.rejected': 'between a deputy and the office',
  'finding.changed': 'is being verified: what comes of it is told in the graph, to whom it concerns',
  'rectification.changed': 'the same',
  'index_policy.saved': 'the rules are read in the graph',
  'duty_index.changed': 'tells that something changed, and not what',
  'index_period.changed': 'periods are read in the graph',
  'index_period.told': 'names deputies: between them and the office',
  'index_objection.changed': 'between a deputy and the office',
  'duty_warning.changed': 'how late one deputy is with one duty: told in the graph, to whom it concerns',
  'notification.received': 'between the platform and one account',
  'duty_time.passed': 'says that it is later now',
  'warning_rules.saved': 'the rules are read in the graph',
  'evaluation.changed': 'evaluations are read in the graph, each by those whom they concern',
  'evaluation.told': 'names people: between them and the office',
  'session.revoked': 'of accounts',
  'account.grants_changed': 'of accounts',
  'webhook.changed': 'of this very traffic',
  'proposal.registered': 'is public only as far as the deputy consents: read in the graph',
  'proposal.changed': 'the same',
  'station.reception_scheduled': 'says of no region where it belongs',
  'station.code_issued': 'a code lets people in',
  'station.code_revoked': 'a code lets people in',
  'station.roster_assigned': 'says of no region where it belongs',
  'representative.mandate_granted': 'says of no region where it belongs',
  'representative.mandate_suspensions_changed': 'the same',
  'representative.mandate_ended': 'says of no region where it belongs',
};

const isContract = (value: unknown): value is EventContract =>
  typeof value === 'object' && value !== null && 'matches' in value && 'create' in value;

const transition: LoggedEvent = {
  ...suggestionTransitioned.create({
    aggregateType: 'suggestion',
    aggregateId: 's',
    aggregateVersion: 2,
    payload: {
      suggestionId: 's',
      number: 'JH-1',
      action: SuggestionAction.ADMIT,
      fromStatus: SuggestionStatus.COLLECTED,
      toStatus: SuggestionStatus.ADMITTED,
      stationId: 'st',
      regionCode: '330702001000',
      leadUnitId: null,
      assistUnitIds: [],
      representativeId: null,
      actorRole: ActorRole.LIAISON_OFFICER,
      actorName: '李联络员',
    },
    topics: [],
    actor: { role: 'LIAISON_OFFICER', name: '李联络员', accountId: 'a' },
    requestId: 'r',
    occurredAt: new Date(),
  }),
  position: 7,
  recordedAt: new Date(),
};

describe('publicView', () => {
  it('is decided for every contract there is', () => {
    const types = Object.values<unknown>(events)
      .filter(isContract)
      .map(({ type }) => type);
    expect(types.sort()).toEqual([...publishedFields.keys(), ...Object.keys(withheld)].sort());
  });

  it('names nobody who acted', () => {
    const view = publicView(transition);
    expect(view?.payload).toMatchObject({ number: 'JH-1', actorRole: 'LIAISON_OFFICER' });
    expect(JSON.stringify(view?.payload)).not.toContain('李');
  });

  it('sends only fields that were looked at, of versions that were', () => {
    const grown = { ...transition, payload: { ...(transition.payload as object), phone: '13800000000' } };
    expect(publicView(grown)?.payload).not.toHaveProperty('phone');
    expect(publicView({ ...transition, version: 2 })).toBeNull();
    expect(publicView({ ...transition, type: 'session.revoked' })).toBeNull();
  });
});
