import { Chance } from './chance.js';
import { bodyFamilies } from './families/bodies.js';
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

/** The request with this number; each family has its turn. */
export function hostileRequest(seed: number, index: number): HostileRequest & { readonly family: string } {
  const family = families[index % families.length] as Family;
  return { family: family.name, ...family.make(new Chance(seed, index)) };
}
