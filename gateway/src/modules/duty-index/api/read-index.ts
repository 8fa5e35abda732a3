import type { DutyIndexContext } from '../duty-index.context.js';
import { positionAt, presentOf } from '../read/index-reader.js';
import { sightOf } from './duty-index.policy.js';
import type { DutyIndex, PeriodInput } from './duty-index.types.js';
import { indexView } from './duty-index.view.js';
import { givenPeriod } from './given-period.js';

/**
 * The index of a deputy: as it is, as it was at a moment, or as its frozen period keeps it; null for who may not see it.
 * @throws AppError INVALID_INPUT when there is no such period
 */
export async function readIndex(
  { request, loaders, db, clock }: DutyIndexContext,
  id: string,
  period: PeriodInput | undefined,
  at?: Date,
): Promise<DutyIndex | null> {
  if ((await loaders.seen(id, sightOf(request.principal))) === null) return null;
  const chosen = givenPeriod(period, clock);
  const asOf = at ? { at, position: await positionAt(db, at) } : await presentOf(db);
  const standing = await loaders.standing(id, { period: chosen, then: at ? asOf.position : null });
  if (!standing || at) return standing && indexView({ standing, then: asOf.position }, asOf);
  const frozen = await loaders.frozen(standing.policy.policy.policyId, chosen);
  if (!frozen) return indexView({ standing, then: null }, asOf);
  // The snapshot was counted up to a position of the log, so counting up to there gives it again, with its events.
  const snapshot = await loaders.standing(id, { period: chosen, then: frozen.position });
  return snapshot && indexView({ standing: snapshot, then: frozen.position }, frozen);
}
