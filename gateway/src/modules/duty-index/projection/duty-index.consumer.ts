import type { Sql } from '@lianxin/database';
import {
  type ConsumerDefinition,
  dutyOfferChanged,
  type EventHandler,
  findingChanged,
  indexPolicySaved,
  mandateEnded,
  mandateGranted,
  mandateSuspensionsChanged,
  on,
  onRuns,
  rectificationChanged,
  representativeRegistered,
} from '@lianxin/events';
import { touch } from './contribution.sql.js';
import { countEvents, type IndexChange } from './recount.js';
import { type DeputyEvent, takeDeputies } from './take-deputies.js';
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

/** By deputy and day, for pages of evidence and for what counted at some time; by region, for who sees whom. */
const unreadIndexes = ['contribution_current', 'contribution_ever', 'deputy_region_path'] as const;

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
  return [
    ...onRuns<UnitEvent['payload']>([dutyOfferChanged, findingChanged, rectificationChanged], async (events, tx) => {
      await tell(tx, await countEvents(tx, events));
    }),
    ...onRuns<DeputyEvent['payload']>(
      [representativeRegistered, mandateGranted, mandateEnded, mandateSuspensionsChanged],
      async (events, tx) => {
        await tell(tx, await takeDeputies(tx, events));
      },
    ),
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
    replica: { tables, unreadIndexes },
  };
}
