import { encodeCursor, type PlacedEvent, suggestionTransitioned } from '@lianxin/events';
import { Actor } from '@lianxin/subgraph-kit';
import { StationStub, SuggestionStub, SuggestionTransition } from './live.types.js';

/** A transition on its way to a subscriber: its suggestion's id and station are known, the rest the graph adds. */
export type DeliveredTransition = SuggestionTransition & { readonly suggestion: SuggestionStub };

/** The transition that an event tells of; null when it tells of something else. */
export function readTransition(event: PlacedEvent): DeliveredTransition | null {
  if (!suggestionTransitioned.matches(event)) return null;
  const { position, occurredAt, payload } = suggestionTransitioned.read(event);
  const actor = Object.assign(new Actor(), { role: payload.actorRole, displayName: payload.actorName });
  return Object.assign(new SuggestionTransition(), {
    cursor: encodeCursor(position, event.eventId),
    at: occurredAt,
    action: payload.action,
    fromStatus: payload.fromStatus,
    toStatus: payload.toStatus,
    actor,
    suggestion: Object.assign(new SuggestionStub(), {
      id: payload.suggestionId,
      station: Object.assign(new StationStub(), { id: payload.stationId }),
    }),
  });
}
