import { encodeCursor, type LoggedEvent, suggestionTransitioned } from '@lianxin/events';
import type { ActorRole, SuggestionAction, SuggestionStatus } from './live.enums.js';
import { Actor, SuggestionStub, SuggestionTransition } from './live.types.js';

/** A transition on its way to a subscriber; of its suggestion the id is known, the rest the graph adds. */
export type DeliveredTransition = SuggestionTransition & { readonly suggestion: SuggestionStub };

/** The transition that an event tells of; null when it tells of something else. */
export function readTransition(event: LoggedEvent): DeliveredTransition | null {
  if (!suggestionTransitioned.matches(event)) return null;
  const { position, occurredAt, payload } = suggestionTransitioned.read(event);
  const actor = Object.assign(new Actor(), { role: payload.actorRole as ActorRole, displayName: payload.actorName });
  return Object.assign(new SuggestionTransition(), {
    cursor: encodeCursor(position),
    at: occurredAt,
    action: payload.action as SuggestionAction,
    fromStatus: payload.fromStatus as SuggestionStatus | null,
    toStatus: payload.toStatus as SuggestionStatus,
    actor,
    suggestion: Object.assign(new SuggestionStub(), { id: payload.suggestionId }),
  });
}
