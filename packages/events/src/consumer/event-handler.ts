import type { Sql } from '@lianxin/database';
import { ContractBreach, type EventContract } from '../define-event.js';
import type { LoggedEvent } from '../event.types.js';

/** What a consumer does about one contract. */
export interface EventHandler {
  readonly contract: EventContract;
  /** Has its effect through `tx` only: what happens elsewhere can be neither rolled back nor kept from happening twice. */
  readonly handle: (event: LoggedEvent, tx: Sql) => Promise<void>;
  /**
   * Has at once the effect that `handle` has on one event after another. Who handles many events gives it those that
   * stand next to each other and whose handlers share it.
   */
  readonly handleRun?: EventRunHandler;
}

/** Handles events in the order of the log, all at once. */
type EventRunHandler = (events: readonly LoggedEvent[], tx: Sql) => Promise<void>;

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

/** Binds one handler to several contracts, so that it gets neighbours in the log together, their payloads checked. */
export function onRuns<Payload>(
  contracts: readonly EventContract<Payload>[],
  handle: (events: readonly LoggedEvent<Payload>[], tx: Sql) => Promise<void>,
): EventHandler[] {
  const read = (event: LoggedEvent): LoggedEvent<Payload> => {
    const contract = contracts.find((each) => each.matches(event));
    if (contract === undefined) throw new ContractBreach(`Unknown version ${String(event.version)} of ${event.type}`);
    return contract.read(event);
  };
  const handleRun: EventRunHandler = (events, tx) => handle(events.map(read), tx);
  return contracts.map((contract) => ({ contract, handle: (event, tx) => handleRun([event], tx), handleRun }));
}
