import {
  registerCategories,
  registerDispatchRules,
  registerHandlingUnits,
  type SuggestionServices,
} from '@lianxin/suggestions';
import { demoCategories } from './categories-plan.js';
import { demoUnits, dispatchRules } from './units-plan.js';

/** Categories, handling units and the dispatch catalogue; run again, it adds what is missing. */
export async function installRegisters(
  services: Pick<SuggestionServices, 'db' | 'clock'>,
): Promise<ReadonlyMap<string, string>> {
  await registerCategories(services, demoCategories);
  const { idByCode } = await registerHandlingUnits(services, demoUnits);
  await registerDispatchRules(services, dispatchRules(idByCode));
  return idByCode;
}
