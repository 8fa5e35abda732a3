import { ActorRole, SuggestionAction, SuggestionStatus, type suggestionTransitioned, topic } from '@lianxin/events';

/** A suggestion, as far as its events name it. */
export interface Subject {
  readonly id: string;
  readonly number: string;
  readonly stationId: string;
  readonly regionCode: string;
  readonly leadUnitId: string;
}

export const unitClerk = { role: ActorRole.UNIT_CLERK, name: '承办单位' } as const;

/** What an event tells when a unit accepts a suggestion (接单), and whom. */
export function acceptance({ id, number, stationId, regionCode, leadUnitId }: Subject) {
  const payload: Parameters<typeof suggestionTransitioned.create>[0]['payload'] = {
    suggestionId: id,
    number,
    action: SuggestionAction.ACCEPT,
    fromStatus: SuggestionStatus.DISPATCHED,
    toStatus: SuggestionStatus.IN_PROGRESS,
    stationId,
    regionCode,
    leadUnitId,
    assistUnitIds: [],
    representativeId: null,
    actorRole: unitClerk.role,
    actorName: unitClerk.name,
  };
  return { payload, topics: [topic.suggestion(id), topic.station(stationId), topic.unit(leadUnitId)] };
}
