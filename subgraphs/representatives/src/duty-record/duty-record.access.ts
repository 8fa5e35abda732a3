import { isUuid } from '@lianxin/subgraph-kit';
import { deputyOf, mayOversee } from '../duty/duty.policy.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { DutyRecordStatus } from './duty-record.enums.js';
import type { DutyRecordState } from './duty-record.state.js';
import { type ArchivedDeed, type DutyRecord, presentRecord } from './duty-record.types.js';

/** Whether the caller handles what belongs to a deputy of those regions: the deputy, and the offices above. */
export function handles(
  { request }: RepresentativesContext,
  representativeId: string,
  regionPath: readonly string[],
): boolean {
  return deputyOf(request.principal) === representativeId || mayOversee(request.principal, { regionPath });
}

/** A record that was added by hand, when the caller handles it. */
export const handledRecord = (context: RepresentativesContext, it: ArchivedDeed): DutyRecordState | null =>
  it.sourceType === null && handles(context, it.representativeId, it.regionPath) ? (it as DutyRecordState) : null;

/** A record as the caller may see it: an approved fact up to today, or one that they handle; null for everybody else. */
export async function visibleRecord(context: RepresentativesContext, id: unknown): Promise<DutyRecord | null> {
  const it = isUuid(id) ? await context.loaders.archivedDeed.load(id) : null;
  if (!it) return null;
  const isFact = it.status === DutyRecordStatus.APPROVED && it.heldOn <= context.today;
  return isFact || handledRecord(context, it) ? presentRecord(it) : null;
}
