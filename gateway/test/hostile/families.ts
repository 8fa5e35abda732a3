import { Chance } from './chance.js';
import { bodyFamilies, parallelConnections } from './families/bodies.js';
import { fragmentFamilies } from './families/fragments.js';
import { multipliedFamilies } from './families/multiplied.js';
import { nameFamilies } from './families/names.js';
import { nestingFamilies } from './families/nesting.js';
import { repetitionFamilies } from './families/repetition.js';
import { valueFamilies } from './families/values.js';
import type { Family, HostileRequest } from './hostile-request.js';

const families: readonly Family[] = [
  ...fragmentFamilies,
  ...nestingFamilies,
  ...repetitionFamilies,
  ...valueFamilies,
  ...nameFamilies,
  ...bodyFamilies,
  ...multipliedFamilies,
];

/**
 * The request with this number; each family has its turn. Parallel connections come near to what may hold a gateway up, and
 * can be judged only where the machine has nothing else to do.
 */
export function hostileRequest(
  seed: number,
  index: number,
  withParallel: boolean,
): HostileRequest & { readonly family: string } {
  const asked = withParallel ? [...families, parallelConnections] : families;
  const family = asked[index % asked.length] as Family;
  return { family: family.name, ...family.make(new Chance(seed, index)) };
}
