import { buildSchema, parse } from 'graphql';
import { compileCost } from '../src/cost/compile-cost.js';
import { costModel } from '../src/cost/cost-model.js';
import { measureCost, type Measured } from '../src/cost/measure-cost.js';
import { readWeights } from '../src/cost/read-weights.js';
import { defaultLimits, type EngineLimits } from '../src/limits.js';
import { readDocument } from '../src/prepare/read-document.js';
import { coerceVariables } from '../src/run-operation.js';

export const costDirectives = `
  directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(
    assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true
  ) on FIELD_DEFINITION
`;

/** Prices an operation over a schema with its directives, as the engine does before it plans. */
export type PriceOf = (document: string, variables?: Readonly<Record<string, unknown>>) => Measured;

export function pricesOver(sdl: string, changed: Partial<EngineLimits> = {}): PriceOf {
  const limits = { ...defaultLimits, ...changed };
  const text = costDirectives + sdl;
  const publicSchema = buildSchema(text);
  const model = costModel({ publicSchema, weights: readWeights(parse(text)) }, limits);
  return (document, variables) => {
    const { operation, fragments } = readDocument(document, undefined, publicSchema, limits);
    const coerced = coerceVariables(publicSchema, { operation }, variables, limits);
    if (coerced.errors) return { errors: coerced.errors };
    return measureCost(model, compileCost(model, operation, fragments), coerced.values);
  };
}
