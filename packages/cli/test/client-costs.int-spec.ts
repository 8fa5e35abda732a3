import { composeSupergraph, createEngine } from '@lianxin/federation-engine';
import { defaultGatewayLimits } from '@lianxin/gateway';
import { Role } from '@lianxin/subgraph-kit';
import { subgraphSchemas } from '../src/commands/schema.js';
import { clientOperation } from './client-operations.js';

const { budgets } = defaultGatewayLimits;
const longest = { first: 100 };
const byId = { id: '1', stationId: '1', unitId: '1' };
const march = { kind: 'MONTH', start: '2026-03-01' };
const change = { idempotencyKey: 'k', id: '1', expectedVersion: 1 };

/** Who sends an operation, with lists as long as they may be. */
const senders: readonly (readonly [operation: string, role: keyof typeof budgets, variables: object])[] = [
  ['SignIn', 'VISITOR', { input: { username: 'a', password: 'b' } }],
  ['Directory', 'VISITOR', longest],
  ['MySuggestions', Role.CONSTITUENT, longest],
  ['SuggestionDetail', Role.CONSTITUENT, byId],
  ['EvaluateSuggestion', Role.CONSTITUENT, { input: { ...change, rating: 'SATISFIED' } }],
  ['SuggestionProgress', Role.CONSTITUENT, byId],
  ['StationQueue', Role.LIAISON_OFFICER, { ...byId, ...longest, filter: { text: '路灯' } }],
  [
    'CollectSuggestion',
    Role.CONSTITUENT,
    {
      input: {
        idempotencyKey: 'k',
        channel: 'PORTAL',
        title: 't',
        content: 'c',
        constituent: { anonymous: true, contactConsent: false },
      },
    },
  ],
  ['AdmitSuggestion', Role.LIAISON_OFFICER, { input: { ...change, categoryCode: 'c', urgency: 'NORMAL' } }],
  ['RejectSuggestion', Role.LIAISON_OFFICER, { input: { ...change, reason: 'r' } }],
  ['MergeSuggestion', Role.LIAISON_OFFICER, { input: { ...change, intoId: '2' } }],
  ['DispatchSuggestion', Role.LIAISON_OFFICER, { input: change }],
  ['StationFeed', Role.LIAISON_OFFICER, byId],
  ['AcceptSuggestion', Role.UNIT_CLERK, { input: change }],
  ['RequestReturn', Role.UNIT_CLERK, { input: { ...change, reason: 'r' } }],
  ['ReplySuggestion', Role.UNIT_CLERK, { input: { ...change, resultCode: 'RESOLVED', text: 't' } }],
  ['UnitInbox', Role.UNIT_CLERK, byId],
  ['LivelihoodProjects', Role.OFFICE_CLERK, { regionCode: '330700000000', year: 2026, ...longest }],
  ['WorkLists', Role.OFFICE_CLERK, longest],
  ['MyNotifications', Role.CONSTITUENT, longest],
  ['MarkNotificationsRead', Role.CONSTITUENT, { input: { upTo: '1' } }],
  ['SetNotificationMail', Role.CONSTITUENT, { address: 'a@b.org' }],
  ['Webhooks', Role.OFFICE_CLERK, longest],
  ['WebhookDeliveries', Role.OFFICE_CLERK, { ...byId, ...longest }],
  ['PauseWebhook', Role.OFFICE_CLERK, { input: change }],
  ['DutyIndexBoard', Role.OFFICE_CLERK, { cohortId: 'party', period: march, ...longest }],
  ['ExplainIndex', Role.OFFICE_CLERK, { representativeId: '1', period: march }],
  [
    'ClosePeriod',
    Role.OFFICE_CLERK,
    { input: { idempotencyKey: 'k', cohortId: 'party', period: march, expectedVersion: 1 } },
  ],
  ['DutyIndexChanged', Role.REPRESENTATIVE, { representativeId: '1' }],
  ['PointsSchemes', Role.REPRESENTATIVE, { schemeId: 's', ...longest }],
  ['MyPoints', Role.REPRESENTATIVE, { schemeId: 's', representativeId: '1', period: march, ...longest }],
  ['PointsLedger', Role.OFFICE_CLERK, { schemeId: 's', period: march, ...longest }],
  ['PointsClaims', Role.OFFICE_CLERK, longest],
  ['EvaluationResults', Role.OFFICE_CLERK, { schemeId: 's', groupCode: 'G', period: march, ...longest }],
  ['ExplainEvaluation', Role.REPRESENTATIVE, { schemeId: 's', subjectId: '1', period: march }],
  ['ClosedEvaluations', Role.OFFICE_CLERK, longest],
  ['AdvisoryTalks', Role.OFFICE_CLERK, { schemeId: 's', ...longest }],
  ['DutyWarnings', Role.REPRESENTATIVE, longest],
  ['DutyWarningChanged', Role.REPRESENTATIVE, { representativeId: '1' }],
  ['CrossCut', Role.ANALYST, longest],
  ['Preview', Role.ANALYST, { document: '{ viewer { id } }' }],
];

describe('what the operations of our clients cost', () => {
  const members = subgraphSchemas();
  const composed = composeSupergraph(members);
  if (composed.errors) throw new Error(composed.errors.join('\n'));
  const transports = Object.fromEntries(
    members.map(({ name }) => [name, { execute: () => Promise.resolve({ data: null }) }]),
  );
  const engine = createEngine({ supergraphSdl: composed.supergraphSdl, transports });

  it.each(senders)('%s leaves the budget of %s a quarter to grow', (operation, role, variables) => {
    const { cost, errors } = engine.measure(engine.prepare(clientOperation(operation)), { ...variables });
    expect(errors).toBeUndefined();
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeLessThan(budgets[role] * 0.75);
  });

  it.each(senders.filter(([operation]) => !/Feed|Progress|Inbox/.test(operation)))(
    '%s can be planned',
    async (operation, _, variables) => {
      const { errors = [] } = await engine.run(engine.prepare(clientOperation(operation)), { ...variables }, null);
      expect(errors.map(({ extensions }) => extensions['code'])).not.toContain('OPERATION_NOT_PLANNABLE');
    },
  );
});
