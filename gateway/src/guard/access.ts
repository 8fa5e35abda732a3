import type { Access } from '@lianxin/federation-engine';
import type { Principal, Role } from '@lianxin/subgraph-kit';

/**
 * What the directives of the graph ask, answered for one caller: `@authenticated` is a signed-in account, a scope of
 * `@requiresScopes` is the name of a role. There are no policies yet, so whatever asks for one is closed. This is the
 * first wall; every subgraph still decides for itself.
 */
export function accessOf(principal: Pick<Principal, 'roles'> | null): Access {
  return {
    authenticated: principal !== null,
    hasScope: (scope) => principal?.roles.includes(scope as Role) ?? false,
    meetsPolicy: () => false,
  };
}
