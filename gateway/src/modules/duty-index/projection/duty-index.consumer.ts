import type { Sql } from '@lianxin/database';
import {
  type ConsumerDefinition,
  dutyOfferChanged,
  type EventHandler,
  findingChanged,
  indexPolicySaved,
  type LoggedEvent,
  mandateEnded,
  mandateGranted,
  on,
  rectificationChanged,
  representativeRegistered,
} from '@lianxin/events';
import { UnitType } from '../core/contribution.js';
import { touch } from './contribution.sql.js';
import { putDeputy, putMandate } from './deputy.sql.js';
import { countEvent, recountDeputies, takeTurn } from './recount.js';
import { takePolicy } from './take-policy.js';

/** Told of the deputies for whom an event has changed something, in the transaction of the change. */
export type ChangeListener = (tx: Sql, event: LoggedEvent, representativeIds: readonly string[]) => Promise<void>;

/** The tables that the projection fills, from the log alone. */
const tables = [
  'reader',
  'deputy',
  'mandate',
  'policy_version',
  'unit_state',
  'contribution',
  'total',
  'touched',
] as const;

function handlersOf(changed: ChangeListener): EventHandler[] {
  const tell = async (tx: Sql, event: LoggedEvent, ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return;
    await tx.query(touch, [ids, event.position]);
    await changed(tx, event, ids);
  };
  /** A deputy's own facts have changed: count anew what that deputy has done, and nothing else. */
  const anew = async (tx: Sql, event: LoggedEvent, representativeId: string): Promise<void> => {
    await recountDeputies(tx, [representativeId], event.position);
    await tell(tx, event, [representativeId]);
  };

  return [
    on(dutyOfferChanged, async (event, tx) => {
      await tell(tx, event, await countEvent(tx, UnitType.OFFER, event.payload.offerId, event));
    }),
    on(findingChanged, async (event, tx) => {
      await tell(tx, event, await countEvent(tx, UnitType.FINDING, event.payload.findingId, event));
    }),
    on(rectificationChanged, async (event, tx) => {
      await tell(tx, event, await countEvent(tx, UnitType.RECTIFICATION, event.payload.rectificationId, event));
    }),
    on(representativeRegistered, async (event, tx) => {
      const { representativeId, code, name, regionCode, regionPath, isPartyMember, congressLevel } = event.payload;
      await takeTurn(tx, event.position);
      const cohort = [regionCode, regionPath ?? [], isPartyMember ?? null, congressLevel ?? null];
      await tx.query(putDeputy, [representativeId, code, name, ...cohort]);
      await anew(tx, event, representativeId);
    }),
    on(mandateGranted, async (event, tx) => {
      const { mandateId, representativeId, termNo, from, to } = event.payload;
      await takeTurn(tx, event.position);
      await tx.query(putMandate, [mandateId, representativeId, termNo, from, to, event.aggregateVersion]);
      await anew(tx, event, representativeId);
    }),
    on(mandateEnded, async (event, tx) => {
      const { mandateId, representativeId, termNo, to } = event.payload;
      await takeTurn(tx, event.position);
      await tx.query(putMandate, [mandateId, representativeId, termNo, null, to, event.aggregateVersion]);
      await anew(tx, event, representativeId);
    }),
    on(indexPolicySaved, async (event, tx) => {
      await tell(tx, event, await takePolicy(tx, event));
    }),
  ];
}

const nobody: ChangeListener = () => Promise.resolve();

/**
 * The consumer that counts. Who may run when: one at a time, by the checkpoint's lock. Given a listener it tells of
 * changes as well; without one its effects are its tables alone, so that they can be made again from the log.
 */
export function dutyIndexConsumer(changed: ChangeListener = nobody): ConsumerDefinition {
  return {
    name: 'duty-index',
    schema: 'duty_index',
    handlers: handlersOf(changed),
    replica: { tables },
  };
}
