import { randomUUID } from 'node:crypto';
import { type Principal, Role } from '@lianxin/subgraph-kit';
import type { GatewayRequest } from '../../guard/gateway-request.js';

/**
 * A request in the name of everybody who may see the same (可见范围): roles and scopes, and no person. A constituent sees
 * what is theirs, so theirs is a class of one account. Whatever is answered to this request cannot depend on what is not
 * in it, so sharing the answer within the class tells nobody more than they may know, and no list of fields that depend on
 * the person has to be kept.
 */
export function classOf({ principal, locale }: GatewayRequest): GatewayRequest {
  return { requestId: randomUUID(), locale, principal: principal && classPrincipal(principal), session: null };
}

/** Written down, the same for all members of a class and for them alone. */
export function classKey({ principal, locale }: GatewayRequest): string {
  if (!principal) return locale;
  const { roles, ...scope } = classPrincipal(principal);
  return JSON.stringify([locale, [...roles].sort(), Object.entries(scope).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** Scopes that are added to a principal later are in it by themselves. */
function classPrincipal({ accountId, sessionId: _session, displayName: _name, ...scope }: Principal): Principal {
  const isOneself = scope.roles.includes(Role.CONSTITUENT);
  return { ...scope, accountId: isOneself ? accountId : '', sessionId: '', displayName: '' };
}
