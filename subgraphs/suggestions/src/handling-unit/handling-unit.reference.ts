import type { ReferenceResolver } from '@lianxin/subgraph-kit';
import type { HandlingUnitContext } from './handling-unit.context.js';

/** Answers references to handling units, which are public. */
export const resolveHandlingUnit: ReferenceResolver<HandlingUnitContext> = ({ id }, context) =>
  context.handlingUnits.byId.load(String(id));
