import { businessDate } from '@lianxin/calendar';
import { refuse, type RefusalReason } from '@lianxin/errors';
import { isUuid } from '@lianxin/subgraph-kit';
import { findRepresentative } from '../directory/representative-ref.sql.js';
import { unitsFor } from '../dispatch-rule/units-for.js';
import { handlingUnitsById } from '../handling-unit/handling-unit.sql.js';
import { changeSuggestion, type Commander, type CommandOutcome } from './change-suggestion.js';
import { checkedText, noteRule } from '@lianxin/workflow';
import { ActorRole, SuggestionStatus } from './suggestion.enums.js';
import type { DispatchSuggestionInput } from './suggestion.inputs.js';
import type { DispatchTarget } from './suggestion.machine.js';
import type { SuggestionServices } from './suggestion.services.js';
import type { SuggestionState } from './suggestion.state.js';

/** Looks up whom the case would go to; every identifier must name somebody. */
async function targetOf(
  services: SuggestionServices,
  { actor }: Commander,
  input: DispatchSuggestionInput,
  it: SuggestionState,
): Promise<DispatchTarget | { refused: RefusalReason }> {
  const { db } = services;
  const assistUnitIds = [...new Set(input.assistUnitIds ?? [])];
  const unitIds = [...(input.leadUnitId ? [input.leadUnitId] : []), ...assistUnitIds];
  if (!unitIds.every(isUuid)) return { refused: refuse('UNIT_UNKNOWN') };
  const units = new Map(
    (unitIds.length > 0 ? await db.query(handlingUnitsById, [unitIds]) : []).map((unit) => [unit.id, unit]),
  );
  if (!unitIds.every((id) => units.has(id))) return { refused: refuse('UNIT_UNKNOWN') };
  const lead = input.leadUnitId ? units.get(input.leadUnitId) : undefined;
  const representativeId = input.representativeId ?? null;
  if (representativeId !== null) {
    const today = businessDate(services.clock.now());
    const deputy = isUuid(representativeId) ? await findRepresentative(db, representativeId, today) : undefined;
    if (!deputy) return { refused: refuse('REPRESENTATIVE_UNKNOWN') };
    if (!deputy.isActive) return { refused: refuse('REPRESENTATIVE_NOT_ACTIVE') };
  }
  const catalogued = lead && it.categoryCode !== null ? await unitsFor(db, it.categoryCode, it.regionPath) : [];
  const inCatalog = catalogued.some(({ unitId }) => unitId === lead?.id);
  const leadUnit = lead ? { id: lead.id, level: lead.level, inCatalog } : null;
  return { leadUnit, assistUnitIds, representativeId, byOffice: actor.roles.includes(ActorRole.OFFICE_CLERK) };
}

/**
 * 分派: gives the case to one lead unit with assistants (首接负责), or to a deputy. After a rework or an escalation the
 * office dispatches anew; from an escalation, and at the third dispatch, the unit is designated and cannot return it.
 */
export function dispatchSuggestion(
  services: SuggestionServices,
  commander: Commander,
  input: DispatchSuggestionInput,
): Promise<CommandOutcome> {
  return changeSuggestion(services, commander, 'dispatchSuggestion', input, async (it) => {
    const checked = checkedText(input.note, noteRule);
    if ('refused' in checked) return checked;
    const target = await targetOf(services, commander, input, it);
    if ('refused' in target) return target;
    const again = it.status === SuggestionStatus.REWORK || it.status === SuggestionStatus.ESCALATED;
    return {
      action: again ? 'REDISPATCH' : 'DISPATCH',
      input: target,
      note: checked.text || null,
      patch: {
        leadUnitId: target.leadUnit?.id ?? null,
        assistUnitIds: target.assistUnitIds,
        representativeId: target.representativeId,
        designated: it.designated || it.status === SuggestionStatus.ESCALATED || it.dispatchCount >= 2,
      },
    };
  });
}
