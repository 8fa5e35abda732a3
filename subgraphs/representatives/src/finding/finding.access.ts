import { isUuid } from '@lianxin/subgraph-kit';
import { dutyActorOf } from '../duty/duty.actor.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { knowsFinding } from './change-finding.js';
import { type Finding, presentFinding } from './finding.types.js';

/** A finding as the caller may see it: its finders, who is asked to confirm it, and the offices; null for everybody else. */
export async function visibleFinding(
  { loaders, request }: RepresentativesContext,
  id: unknown,
): Promise<Finding | null> {
  const state = isUuid(id) ? await loaders.finding.load(id) : null;
  return state && knowsFinding(dutyActorOf(request.principal), state) ? presentFinding(state) : null;
}
