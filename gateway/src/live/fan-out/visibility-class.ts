import { type Principal, Role } from '@lianxin/subgraph-kit';
import type { GatewayRequest } from '../../guard/gateway-request.js';
import { newRequestId } from '../../guard/request-id.js';
import type { Audience } from '../seat.js';

/**
 * A request in the name of everybody who may see the same (可见范围): roles and scopes, and no person. A constituent sees
 * what is theirs, so theirs is a class of one account; what is told to one account alone is shared by its own connections
 * only, whatever its roles. Whatever is answered to this request cannot depend on what is not in it, so sharing the answer
 * within the class tells nobody more than they may know, and no list of fields that depend on the person has to be kept.
 */
export function classOf({ principal, locale }: GatewayRequest, audience: Audience): GatewayRequest {
  return {
    requestId: newRequestId(),
    locale,
    principal: principal && classPrincipal(principal, audience),
    session: null,
  };
}

/** Written down, the same for all members of a class and for them alone. */
export function classKey({ principal, locale }: GatewayRequest, audience: Audience): string {
  if (!principal) return locale;
  const { roles, ...scope } = classPrincipal(principal, audience);
  return JSON.stringify([locale, [...roles].sort(), Object.entries(scope).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** Scopes that are added to a principal later are in it by themselves. */
function classPrincipal(
  { accountId, sessionId: _session, displayName: _name, ...scope }: Principal,
  audience: Audience,
): Principal {
  const isOneself = audience === 'ACCOUNT' || scope.roles.includes(Role.CONSTITUENT);
  return { ...scope, accountId: isOneself ? accountId : '', sessionId: '', displayName: '' };
}
