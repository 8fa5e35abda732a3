import { requirePrincipal } from '@lianxin/subgraph-kit';
import type { RepresentativesContext } from '../representatives-context.js';
import { dutyActorOf, type DutyCommander } from './duty.actor.js';

/**
 * Whoever asks, as who commands.
 * @throws AppError UNAUTHENTICATED
 */
export function commanderOf({ request }: RepresentativesContext): DutyCommander {
  return { actor: dutyActorOf(requirePrincipal(request.principal)), request };
}
