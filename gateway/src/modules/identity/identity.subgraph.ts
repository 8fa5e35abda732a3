import type { Clock } from '@lianxin/calendar';
import { openDb, type SchemaModule } from '@lianxin/database';
import type { RequestContext, Subgraph } from '@lianxin/subgraph-kit';
import { type AccessTokens, accessTokenMs } from '../../guard/access-token.js';
import type { Revocations } from '../../guard/revocations.js';
import type { IdentityContext } from './identity.resolver.js';
import { identitySchema } from './identity.schema.js';
import { identityUseCases, type IdentityUseCases } from './identity.use-cases.js';
import { CreateIdentity1767225600001 } from './migrations/1767225600001-create-identity.js';
import { ShowGrantsToNotifications1768200000000 } from './migrations/1768200000000-show-grants-to-notifications.js';
import { passwordGate } from './password-gate.js';
import { lockMs } from './sign-in-attempts.sql.js';
import { grantsChangedSince, revokedSince, sweepLocks, sweepSessions } from './session.sql.js';

/** What identity keeps in the database. */
export const identityModule: SchemaModule = {
  name: 'identity',
  entities: [],
  migrations: [CreateIdentity1767225600001, ShowGrantsToNotifications1768200000000],
};

/** What identity needs. */
export interface IdentityOptions {
  readonly databaseUrl: string;
  readonly clock: Clock;
  readonly tokens: AccessTokens;
  readonly revocations: Revocations;
  readonly passwordChecks: number;
  readonly passwordQueue: number;
}

/** Identity, running. */
export type IdentitySubgraph = Subgraph<IdentityContext> & { readonly useCases: IdentityUseCases };

const sweepMs = 3_600_000;

/** Opens identity's database and fills the revocation list with what ended while this gateway was away. */
export async function createIdentitySubgraph(options: IdentityOptions): Promise<IdentitySubgraph> {
  const { clock, tokens, revocations } = options;
  const { schema, sdl } = identitySchema();
  const db = await openDb({ url: options.databaseUrl, schema: 'identity', applicationName: 'lianxin identity' });
  const passwords = passwordGate(options.passwordChecks, options.passwordQueue);
  const useCases = identityUseCases({ db, clock, tokens, revocations, passwords });
  let timer: NodeJS.Timeout | undefined;

  const sweep = async (): Promise<void> => {
    const now = clock.now();
    await db.query(sweepSessions, [now]);
    await db.query(sweepLocks, [new Date(now.getTime() - 2 * lockMs)]);
  };
  return {
    name: 'identity',
    schema,
    sdl,
    db,
    useCases,
    createContext: (request: RequestContext): IdentityContext => ({ request, useCases }),
    async start() {
      const since = new Date(clock.now().getTime() - accessTokenMs);
      for (const { id } of await db.query(revokedSince, [since])) revocations.endSession(id);
      for (const row of await db.query(grantsChangedSince, [since]))
        revocations.requireGrants(row.id, row.grants_version);
      await sweep();
      // A sweep that fails is repeated by the next one; nothing depends on it but disk space.
      timer = setInterval(() => void sweep().catch(() => undefined), sweepMs).unref();
    },
    async stop() {
      clearInterval(timer);
      await db.close();
    },
  };
}
