import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { buildASTSchema, parse, print, type ExecutionResult } from 'graphql';
import type { OperationContext } from './model-to-subgraphs.js';
import type { Operation } from './generate-operation.js';
import { createAnswering, type Schemas } from './run-ours.js';

/** Another executor of the same planner's plans. */
export type Oracle = (operation: Operation, context: OperationContext) => Promise<ExecutionResult>;

/** Hive's router runtime over the same subgraphs, run by graphql-js without a network. */
export async function createOracle(supergraphSdl: string, schemas: Schemas): Promise<Oracle> {
  const answering = new Map([...schemas].map(([name, schema]) => [name, createAnswering(schema)]));
  const unifiedGraph = buildASTSchema(parse(supergraphSdl, { noLocation: true }), { assumeValidSDL: true });
  const { executor } = await unifiedGraphHandler({
    unifiedGraph,
    getUnifiedGraphSDL: () => supergraphSdl,
    onSubgraphExecute: (subgraph, request) =>
      answering.get(subgraph)!(print(request.document))(request.variables as Record<string, unknown>, request.context),
  });
  return async ({ document, variables }, context) =>
    (await executor?.({ document: parse(document, { noLocation: true }), variables, context })) as ExecutionResult;
}
