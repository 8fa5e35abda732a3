import { isUuid } from '@lianxin/subgraph-kit';
import { dutyActorOf } from '../duty/duty.actor.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { knowsRectification } from './change-rectification.js';
import { presentRectification, type Rectification } from './rectification.types.js';

/** A rectification as the caller may see it: its deputies, the unit responsible, and the offices; null for everybody else. */
export async function visibleRectification(
  { loaders, request }: RepresentativesContext,
  id: unknown,
): Promise<Rectification | null> {
  const state = isUuid(id) ? await loaders.rectification.load(id) : null;
  return state && knowsRectification(dutyActorOf(request.principal), state) ? presentRectification(state) : null;
}
