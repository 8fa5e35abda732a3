import { type NewEvent, suggestionTransitioned } from '@lianxin/events';
import { acceptance, unitClerk } from '../../platform/acceptance.js';
import type { Watched } from './watchers.sql.js';

/** The event that watchers are told: a unit has accepted the suggestion. */
export function watchedEvent(watched: Watched): NewEvent {
  return suggestionTransitioned.create({
    aggregateType: 'suggestion',
    aggregateId: watched.id,
    aggregateVersion: watched.version,
    ...acceptance(watched),
    actor: unitClerk,
    occurredAt: new Date(),
  });
}
