import { maskName } from '@lianxin/privacy';
import { type Principal, Role } from '@lianxin/subgraph-kit';
import { ActorRole } from './suggestion.enums.js';

/** Whoever acts on a suggestion. The system itself acts when a deadline passes and when records are imported. */
export interface SuggestionActor {
  readonly accountId: string | null;
  readonly displayName: string;
  readonly roles: readonly ActorRole[];
  readonly stationId?: string;
  readonly unitId?: string;
  readonly representativeId?: string;
  readonly regionCode?: string;
}

/** The program acting by itself. */
export const systemActor: SuggestionActor = { accountId: null, displayName: '系统', roles: [ActorRole.SYSTEM] };

/** Somebody who scanned a station's code and has no account. */
const anonymousActor: SuggestionActor = { accountId: null, displayName: '匿名', roles: [ActorRole.CONSTITUENT] };

/** The actor that a principal is. */
export function actorOf(principal: Principal | null): SuggestionActor {
  if (!principal) return anonymousActor;
  return { ...principal, roles: principal.roles.map((role) => ActorRole[role]) };
}

/**
 * The role an action is recorded under, the first of the actor's that may take it, and the name that the history shows:
 * constituents appear masked, because everybody who may see the suggestion reads its history.
 */
export function recordedActor(actor: SuggestionActor, by: readonly ActorRole[]): { role: ActorRole; name: string } {
  const role = actor.roles.find((held) => by.includes(held)) ?? actor.roles[0] ?? ActorRole.CONSTITUENT;
  const isConstituent = role === ActorRole[Role.CONSTITUENT];
  return { role, name: isConstituent ? maskName(actor.displayName) : actor.displayName };
}
