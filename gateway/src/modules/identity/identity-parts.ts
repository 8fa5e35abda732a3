import type { Clock } from '@lianxin/calendar';
import type { Db } from '@lianxin/database';
import type { AccessTokens } from '../../guard/access-token.js';
import type { Revocations } from '../../guard/revocations.js';
import type { PasswordGate } from './password-gate.js';

/** What the use cases of identity work with. */
export interface IdentityParts {
  readonly db: Db;
  readonly clock: Clock;
  readonly tokens: AccessTokens;
  /** This gateway's own list: what is revoked here is refused here at once, elsewhere when the event arrives. */
  readonly revocations: Revocations;
  readonly passwords: PasswordGate;
}
