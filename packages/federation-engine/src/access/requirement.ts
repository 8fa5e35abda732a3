/** One thing that `@authenticated`, `@requiresScopes` or `@policy` asks of a caller. */
export type Requirement =
  | { readonly kind: 'authenticated' }
  /** Of one of the inner lists, every name. */
  | { readonly kind: 'scopes' | 'policies'; readonly anyOf: readonly (readonly string[])[] };

/**
 * What a caller may, as far as the directives of the supergraph ask. Looked up once for each run of an operation that
 * holds a field with a requirement, and for a subscription when it starts.
 */
export interface Access {
  /** Whether it is known who asks. */
  readonly authenticated: boolean;
  hasScope(scope: string): boolean;
  meetsPolicy(policy: string): boolean;
}

/** Why a field is not answered: nobody has signed in, or who has may not. */
export type RefusalCode = 'UNAUTHENTICATED' | 'FORBIDDEN';

/** Access of those of whom nothing is known. */
const nobody: Access = { authenticated: false, hasScope: () => false, meetsPolicy: () => false };

/** What a caller does not meet of the requirements of an operation. */
export class Denied {
  /** The same for two callers of one operation exactly when the same is closed to them for the same reasons. */
  readonly key: string;
  private readonly code: RefusalCode;
  private readonly unmet: ReadonlySet<number>;

  private constructor(unmet: readonly number[], authenticated: boolean) {
    this.unmet = new Set(unmet);
    this.code = authenticated ? 'FORBIDDEN' : 'UNAUTHENTICATED';
    this.key = unmet.length === 0 ? '' : `${this.code} ${unmet.join(' ')}`;
  }

  static readonly nothing = new Denied([], true);

  /** `needs` are indexes of `requirements`. Whatever cannot be decided is denied. */
  static of(
    requirements: readonly Requirement[],
    needs: readonly number[],
    accessOf: () => Access | undefined,
  ): Denied {
    const access = attempt(accessOf) ?? nobody;
    const unmet = needs.filter((index) => !meets(requirements[index], access));
    return new Denied(
      unmet,
      decided(() => access.authenticated),
    );
  }

  /** Why a field with these requirements is closed; undefined when it is open. */
  refusalOf(needs: readonly number[]): RefusalCode | undefined {
    return needs.some((index) => this.unmet.has(index)) ? this.code : undefined;
  }
}

function meets(requirement: Requirement | undefined, access: Access): boolean {
  if (!requirement) return false;
  return decided(() => {
    if (requirement.kind === 'authenticated') return access.authenticated;
    const { kind, anyOf } = requirement;
    const has = (name: string): boolean =>
      (kind === 'scopes' ? access.hasScope(name) : access.meetsPolicy(name)) === true;
    return anyOf.some((all) => all.every(has));
  });
}

/** Only a clear yes opens a field. */
function decided(ask: () => boolean): boolean {
  return attempt(ask) === true;
}

function attempt<Value>(ask: () => Value): Value | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
