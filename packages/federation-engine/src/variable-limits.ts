import {
  getNullableType,
  isInputObjectType,
  isListType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import type { EngineLimits } from './limits.js';

/** As many objects as nobody has to count the fields of. */
const fewObjects = 100;

/** What is too much about variables: their depth or their number, nested ones included. Stops where it is too much. */
export function beyondLimit(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  variables: Readonly<Record<string, unknown>> | null | undefined,
  { variableDepth, variableValues }: EngineLimits,
): string | undefined {
  const tooMany = `Variables hold more than ${variableValues} values.`;
  let left = variableValues;
  let objects = 0;
  const look = (value: unknown, levels: number): string | undefined => {
    if (typeof value !== 'object' || value === null) return undefined;
    if (levels < 0) return `Variables nest deeper than ${variableDepth} levels.`;
    const isList = Array.isArray(value);
    if (!isList) objects++;
    const inside: readonly unknown[] = isList ? value : Object.values(value);
    left -= inside.length;
    if (left < 0) return tooMany;
    for (const inner of inside) {
      const beyond = look(inner, levels - 1);
      if (beyond) return beyond;
    }
    return undefined;
  };
  const beyond = look(variables, variableDepth);
  if (beyond || !variables || objects <= fewObjects) return beyond;
  return hasMoreFields(schema, definitions, variables, variableValues) ? tooMany : undefined;
}

/** Whether coercion would look at more fields: at each that an input object may have, given or not. */
function hasMoreFields(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  variables: Readonly<Record<string, unknown>>,
  most: number,
): boolean {
  let left = most;
  const look = (value: unknown, type: GraphQLInputType): void => {
    if (left < 0 || typeof value !== 'object' || value === null) return;
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      for (const item of Array.isArray(value) ? value : [value]) look(item, nullable.ofType);
    } else if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields());
      left -= fields.length;
      for (const { name, type: inner } of fields) {
        if (Object.hasOwn(value, name)) look((value as Record<string, unknown>)[name], inner);
      }
    }
  };
  for (const { type, variable } of definitions) {
    const declared = typeFromAST(schema, type) as GraphQLInputType | undefined;
    if (declared && Object.hasOwn(variables, variable.name.value)) look(variables[variable.name.value], declared);
  }
  return left < 0;
}
