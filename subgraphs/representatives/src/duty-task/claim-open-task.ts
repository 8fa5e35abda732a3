import { businessDate } from '@lianxin/calendar';
import type { Sql } from '@lianxin/database';
import { refuse } from '@lianxin/errors';
import { ActorRole, isUuid } from '@lianxin/subgraph-kit';
import { isWithin, reachOf } from '../claim-market/deputy-reach.sql.js';
import { assertOnMarket } from '../claim-market/market-station.sql.js';
import type { DutyCommander } from '../duty/duty.actor.js';
import { dutySystemActor } from '../duty/duty.actor.js';
import { type DutyOutcome, type DutyServices, Refused, runCommand, type VersionedInput } from '../duty/duty-command.js';
import { DutyAction } from '../duty/duty.enums.js';
import { found, saveSteps, StaleStep } from '../duty/duty-step.js';
import { moveOffer } from './change-duty-offer.js';
import { type DutyOfferState, offerColumns } from './duty-task.state.js';
import { countOffers, findOwnOffer, findTask, offerAggregate } from './duty-task.store.js';
import { firstOffer } from './offer-duty-task.js';

/**
 * 认领市场: a deputy takes a place of a task that is open to the region, or near a station. The offer is made and claimed in
 * one transaction, so the deputy's record holds nothing of tasks that were merely open to them.
 */
export function claimOpenTask(
  services: DutyServices,
  commander: DutyCommander,
  input: VersionedInput,
  representativeId: string,
): Promise<DutyOutcome<DutyOfferState>> {
  const current = async (sql: Sql): Promise<number> =>
    (await findOwnOffer(sql, input.id, representativeId))?.version ?? 0;
  const work = async (tx: Sql, at: Date): Promise<Record<string, unknown>> => {
    const task = found(isUuid(input.id) ? await findTask(tx, input.id) : null, (it) => it.openToRegion);
    const reach = await reachOf(tx, representativeId, businessDate(at));
    found(isWithin(reach, task) || null);
    if (at >= task.claimBy) throw new Refused(refuse('CLAIM_DEADLINE_PASSED', { claimBy: task.claimBy.toISOString() }));
    // Takes the lock on the task: two claims of one deputy at once meet here, and the second sees the offer of the first.
    const locked = found(await countOffers(tx, task.id, { open: 1 }));
    if ((await current(tx)) !== 0) throw new StaleStep();
    await assertOnMarket(tx, task.id);
    const offer = firstOffer(locked, representativeId, at, null);
    const step = { action: DutyAction.OFFER, before: null, after: offer, note: null };
    const who = { actor: dutySystemActor, request: commander.request, by: [ActorRole.SYSTEM], at };
    await saveSteps(tx, offerAggregate, [step], who);
    return moveOffer(tx, commander, offer, { action: 'CLAIM', input: {} }, at);
  };
  const command = { table: 'duty_offer', input, stateOf: offerColumns.stateOf };
  return runCommand(services, commander, 'claimDutyTask', command, work, () => current(services.db));
}
