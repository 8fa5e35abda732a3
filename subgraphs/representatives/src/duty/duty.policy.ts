import { refuse, type RefusalCode } from '@lianxin/errors';
import { ActorRole, hasRole, type Principal, Role } from '@lianxin/subgraph-kit';
import type { Verdict } from '@lianxin/workflow';
import type { DutyActor } from './duty.actor.js';

/** A record of an office: it belongs to a region, and the offices of the regions above oversee it. */
export interface Overseen {
  readonly regionPath: readonly string[];
}

/** Roles that oversee the duty of a region's deputies (代工委, 督查室). */
const overseers = [Role.OFFICE_CLERK, Role.INSPECTOR] as const;

/** A verdict with a code where it does not hold. */
export const allowed = (holds: boolean, code: RefusalCode): Verdict => holds || refuse(code);

/** The system itself. */
export const isSystem = (actor: DutyActor): Verdict =>
  allowed(actor.roles.includes(ActorRole.SYSTEM), 'ROLE_NOT_PERMITTED');

/** An office of the record's region or one above. */
export const oversees = (actor: DutyActor, { regionPath }: Overseen): Verdict =>
  allowed(actor.regionCode !== undefined && regionPath.includes(actor.regionCode), 'ROLE_NOT_PERMITTED');

/** The region whose records an overseer reads, or null for everybody else. */
export function overseenRegion(principal: Principal | null): string | null {
  return hasRole(principal, ...overseers) ? (principal.regionCode ?? null) : null;
}

/** The deputy that the caller is, or null. */
export function deputyOf(principal: Principal | null): string | null {
  return hasRole(principal, Role.REPRESENTATIVE) ? (principal.representativeId ?? null) : null;
}

/** Whether the caller oversees a record. */
export function mayOversee(principal: Principal | null, { regionPath }: Overseen): boolean {
  const region = overseenRegion(principal);
  return region !== null && regionPath.includes(region);
}

/** The same for whoever commands. */
export function mayOverseeActor(actor: DutyActor, it: Overseen): boolean {
  const isOverseer = actor.roles.some((role) => role === ActorRole.OFFICE_CLERK || role === ActorRole.INSPECTOR);
  return isOverseer && oversees(actor, it) === true;
}
