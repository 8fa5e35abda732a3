import { IntakeChannel, SuggestionStatus, Urgency } from '../src/index.js';
import type { SuggestionState } from '../src/index.js';

const hour = 3_600_000;

/** A suggestion of the tests, in any state. */
export function aSuggestion(change: Partial<SuggestionState> = {}): SuggestionState {
  const collectedAt = new Date('2026-03-02T01:00:00Z');
  return {
    id: 's1',
    version: 1,
    number: 'L20260302-000001',
    stationId: 'station',
    regionCode: '330702001000',
    regionPath: ['330000000000', '330700000000', '330702000000', '330702001000'],
    channel: IntakeChannel.PORTAL,
    title: '路灯不亮',
    content: '路灯坏了',
    categoryCode: 'c',
    urgency: Urgency.NORMAL,
    status: SuggestionStatus.COLLECTED,
    constituentId: 'person',
    constituentAccountId: 'resident',
    anonymous: false,
    contactConsent: false,
    leadUnitId: null,
    assistUnitIds: [],
    representativeId: null,
    collectedAt,
    admittedAt: null,
    dispatchedAt: null,
    acceptedAt: null,
    repliedAt: null,
    closedAt: null,
    clockStartedAt: collectedAt,
    dueAt: new Date(collectedAt.getTime() + hour),
    handleDueAt: null,
    pausedAt: null,
    returnBy: null,
    dispatchCount: 0,
    designated: false,
    reworkNo: 0,
    mergedIntoId: null,
    rating: null,
    source: null,
    sourceNumber: null,
    supportCount: 0,
    opposeCount: 0,
    calendarVersion: 'v',
    updatedAt: collectedAt,
    ...change,
  };
}
