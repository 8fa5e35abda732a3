import type { Clock } from '@lianxin/calendar';
import type { Db } from '@lianxin/database';
import type { AddressGuard } from './address-guard.js';
import type { WebhookSecrets } from './webhook-secret.js';

/** What deliveries and commands work with. */
export interface WebhookParts {
  readonly db: Db;
  readonly clock: Clock;
  readonly secrets: WebhookSecrets;
  readonly guard: AddressGuard;
  /** Milliseconds for a whole exchange with a receiver. */
  readonly timeoutMs: number;
}
