import { BoundedCache } from '@lianxin/federation-engine';
import type { Principal } from '@lianxin/subgraph-kit';

/** Callers that are known at a time; one that is forgotten and comes back begins anew. */
const mostCallers = 20_000;

/** Who stands behind a request, as far as can be told. */
export interface Origin {
  readonly principal: Principal | null;
  /** The network address that is held to account for it; undefined when many may stand behind it. */
  readonly holder?: string | undefined;
  readonly connection?: object | undefined;
}

/**
 * For whom work is done: an account, on however many connections; else an address; else, where an unknown proxy may stand
 * between, the connection. The same caller is always the same object.
 */
export class Callers {
  private readonly known = new BoundedCache<object>(mostCallers, Infinity);

  of({ principal, holder, connection }: Origin): object | undefined {
    if (principal) return this.named(`account ${principal.accountId}`);
    return holder === undefined ? connection : this.named(`address ${holder}`);
  }

  private named(name: string): object {
    const known = this.known.get(name);
    if (known) return known;
    const caller = {};
    this.known.set(name, caller, 0);
    return caller;
  }
}
