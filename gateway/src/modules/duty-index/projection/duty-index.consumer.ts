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
  mandateSuspensionsChanged,
  on,
  onRuns,
  rectificationChanged,
  representativeRegistered,
} from '@lianxin/events';
import { touch } from './contribution.sql.js';
import { putDeputy, putMandate, putSuspensions } from './deputy.sql.js';
import { countEvents, type IndexChange, recountDeputies, takeTurn } from './recount.js';
import { takePolicy } from './take-policy.js';
import type { UnitEvent } from './unit-store.js';

/** Told of events that have changed something, and for which deputies, in the transaction of the change. */
export type ChangeListener = (tx: Sql, changes: readonly IndexChange[]) => Promise<void>;

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

/** The last of some events that has changed something for each deputy. */
function lastTouch(changes: readonly IndexChange[]): Map<string, number> {
  return new Map(
    changes.flatMap(({ event, representativeIds }) => representativeIds.map((id) => [id, event.position])),
  );
}

function handlersOf(changed: ChangeListener): EventHandler[] {
  const tell = async (tx: Sql, changes: readonly IndexChange[]): Promise<void> => {
    const touched = lastTouch(changes);
    if (touched.size === 0) return;
    await tx.query(touch, [[...touched.keys()], [...touched.values()]]);
    await changed(tx, changes);
  };
  /** A deputy's own facts have changed: count anew what that deputy has done, and nothing else. */
  const anew = async (tx: Sql, event: LoggedEvent, representativeId: string): Promise<void> => {
    await recountDeputies(tx, [representativeId], event.position);
    await tell(tx, [{ event, representativeIds: [representativeId] }]);
  };

  return [
    ...onRuns<UnitEvent['payload']>([dutyOfferChanged, findingChanged, rectificationChanged], async (events, tx) => {
      await tell(tx, await countEvents(tx, events));
    }),
    on(representativeRegistered, async (event, tx) => {
      const { representativeId, code, name, regionCode, regionPath, isPartyMember, congressLevel } = event.payload;
      await takeTurn(tx, event.position);
      const path = [...new Set([...(regionPath ?? []), regionCode])];
      const cohort = [regionCode, path, isPartyMember ?? null, congressLevel ?? null];
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
    on(mandateSuspensionsChanged, async (event, tx) => {
      const { mandateId, representativeId, termNo, suspensions } = event.payload;
      await takeTurn(tx, event.position);
      const days = JSON.stringify(suspensions);
      await tx.query(putSuspensions, [mandateId, representativeId, termNo, days, event.aggregateVersion]);
      await anew(tx, event, representativeId);
    }),
    on(indexPolicySaved, async (event, tx) => {
      const representativeIds = await takePolicy(tx, event);
      if (representativeIds.length > 0) await tell(tx, [{ event, representativeIds }]);
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
