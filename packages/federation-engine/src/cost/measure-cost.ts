import { AppError } from '@lianxin/errors';
import { GraphQLError } from 'graphql';
import type { CostModel } from './cost-model.js';
import { VariableCosts } from './input-cost.js';
import type { PlaceCost, Pricing } from './place-cost.js';
import type { Given, Price } from './price.js';

/** A price, or why there is none. */
export type Measured =
  | (Price & { readonly errors?: undefined })
  | ({ readonly errors: readonly GraphQLError[] } & { readonly [Part in keyof Price]?: undefined });

/** What an operation costs with these variables, or why that cannot be said. */
export function measureCost(model: CostModel, root: PlaceCost, given: Given): Measured {
  if (root.known) return root.known;
  const variables = new VariableCosts(model.inputs, given);
  const pricing: Pricing = { given, variables, places: new Map(), faults: [] };
  const price = root.of(pricing);
  if (pricing.faults.length === 0) return price;
  const faults = [...new Set(pricing.faults)];
  return { errors: faults.map((fault) => new GraphQLError(fault, { extensions: { code: 'BAD_USER_INPUT' } })) };
}

/** Why an operation is refused that costs more than its caller may spend; undefined when it may run. */
export function overBudget(
  model: CostModel,
  root: PlaceCost,
  given: Given,
  budget: number | undefined,
): readonly GraphQLError[] | undefined {
  if (budget === undefined) return undefined;
  const { cost, errors } = measureCost(model, root, given);
  if (errors || cost <= budget) return errors;
  const originalError = new AppError('OPERATION_TOO_COSTLY', { cost, budget });
  const { code, message } = originalError;
  return [new GraphQLError(message, { originalError, extensions: { code, cost, budget } })];
}
