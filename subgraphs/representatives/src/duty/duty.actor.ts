import type { RequestContext } from '@lianxin/subgraph-kit';
import { ActorRole, type Principal } from '@lianxin/subgraph-kit';

/** Whoever acts on duty tasks, findings and rectifications; the system itself when a deadline passes. */
export interface DutyActor {
  readonly accountId: string | null;
  readonly displayName: string;
  readonly roles: readonly ActorRole[];
  readonly unitId?: string;
  readonly representativeId?: string;
  readonly regionCode?: string;
}

/** Who commands, from which request. */
export interface DutyCommander {
  readonly actor: DutyActor;
  readonly request: Pick<RequestContext, 'requestId'> | null;
}

/** The program acting by itself. */
export const dutySystemActor: DutyActor = { accountId: null, displayName: '系统', roles: [ActorRole.SYSTEM] };

/** The actor that a principal is; somebody not signed in has no role here. */
export function dutyActorOf(principal: Principal | null): DutyActor {
  if (!principal) return { accountId: null, displayName: '', roles: [] };
  return { ...principal, roles: principal.roles.map((role) => ActorRole[role]) };
}

/** The role that an action is recorded under: the first of the actor's that may take it. */
export function recordedRole(actor: DutyActor, by: readonly ActorRole[]): ActorRole {
  return actor.roles.find((role) => by.includes(role)) ?? ActorRole.SYSTEM;
}
