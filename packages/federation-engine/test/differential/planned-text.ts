import { getVariableValues } from 'graphql';
import { defaultLimits } from '../../src/limits.js';
import { readDocument } from '../../src/prepare/read-document.js';
import { renameResponseKeys } from '../../src/prepare/response-keys.js';
import { conditionVariables, settingsOf, settleConditions } from '../../src/prepare/settle-conditions.js';
import { splitOperation } from '../../src/prepare/split-operation.js';
import type { Supergraph } from '../../src/supergraph.js';
import type { Operation } from './generate-operation.js';
import { limits } from './run-ours.js';

export interface PlannedText {
  /** What the planner is asked; undefined when there is nothing to fetch. */
  readonly planned: string | undefined;
  /** Keys of the client by those that the planner gets to see. */
  readonly keyNames: ReadonlyMap<string, string>;
}

/** What our engine asks the planner: response keys are renamed, conditions settled and introspection taken off. */
export function plannedText(supergraph: Supergraph, { document, variables }: Operation): PlannedText {
  const { publicSchema } = supergraph;
  const read = readDocument(document, undefined, publicSchema, { ...defaultLimits, ...limits });
  const renamed = renameResponseKeys(read, supergraph);
  const { coerced } = getVariableValues(publicSchema, read.operation.variableDefinitions ?? [], variables);
  const names = conditionVariables(read);
  const { planned } = splitOperation(settleConditions(renamed, names, settingsOf(names, coerced ?? {})), supergraph);
  return { planned, keyNames: renamed.keyNames };
}
