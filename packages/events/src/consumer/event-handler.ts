import type { Sql } from '@lianxin/database';
import type { EventContract } from '../define-event.js';
import type { LoggedEvent } from '../event.types.js';

/** What a consumer does about one contract. */
export interface EventHandler {
  readonly contract: EventContract;
  /** Has its effect through `tx` only: what happens elsewhere can be neither rolled back nor kept from happening twice. */
  readonly handle: (event: LoggedEvent, tx: Sql) => Promise<void>;
}

/** Binds a handler to a contract, so that it gets the payload checked and typed. */
export function on<Payload>(
  contract: EventContract<Payload>,
  handle: (event: LoggedEvent<Payload>, tx: Sql) => Promise<void>,
): EventHandler {
  return {
    contract,
    handle: (event, tx) => handle(contract.read(event), tx),
  };
}
