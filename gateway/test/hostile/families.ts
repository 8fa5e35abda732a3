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
 * The request with this number; each family has its turn. Parallel connections are asked for apart: that 25 new documents
 * are read in one turn of the event loop still holds the gateway up for longer than anything else here.
 */
export function hostileRequest(
  seed: number,
  index: number,
  withParallel = false,
): HostileRequest & { readonly family: string } {
  const asked = withParallel ? [...families, parallelConnections] : families;
  const family = asked[index % asked.length] as Family;
  return { family: family.name, ...family.make(new Chance(seed, index)) };
}
