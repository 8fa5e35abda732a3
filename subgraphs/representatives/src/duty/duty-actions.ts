import { refusalMessage } from '@lianxin/errors';
import type { RequestContext } from '@lianxin/subgraph-kit';
import { type AvailableAction } from '@lianxin/workflow';
import { DutyAction } from './duty.enums.js';
import type { DutyAvailableAction } from './duty-part.types.js';

/** Actions of a machine as the graph shows them, in the language of the request. */
export function shownActions(
  actions: readonly AvailableAction<keyof typeof DutyAction>[],
  { locale }: RequestContext,
): DutyAvailableAction[] {
  return actions.map(({ action, allowed, reason }) => ({
    action: DutyAction[action],
    allowed,
    reason: reason && { code: reason.code, message: refusalMessage(reason, locale) },
  }));
}
