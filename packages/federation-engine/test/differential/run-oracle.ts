import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import {
  buildASTSchema,
  execute,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import { readSupergraph } from '../../src/supergraph.js';
import type { OperationContext } from './model-to-subgraphs.js';
import type { Operation } from './generate-operation.js';
import { plannedText } from './planned-text.js';
import { createAnswering, type Schemas } from './run-ours.js';

/** Another executor of the same planner's plans. */
export type Oracle = (operation: Operation, context: OperationContext) => Promise<ExecutionResult>;

/**
 * Hive's router runtime over the same subgraphs, run by graphql-js without a network. It is asked what our engine asks
 * the planner, so that both execute one plan: response keys are renamed, conditions settled and introspection taken off. It does not
 * carry nulls up and does not know the client's keys, so graphql-js completes what it brought. An object that has only the
 * name of its interface came from an interface object, where nothing depends on its type.
 */
export async function createOracle(supergraphSdl: string, schemas: Schemas): Promise<Oracle> {
  const supergraph = readSupergraph(supergraphSdl);
  const { publicSchema } = supergraph;
  const answering = new Map([...schemas].map(([name, schema]) => [name, createAnswering(schema)]));
  const unifiedGraph = buildASTSchema(parse(supergraphSdl, { noLocation: true }), { assumeValidSDL: true });
  const { executor } = await unifiedGraphHandler({
    unifiedGraph,
    getUnifiedGraphSDL: () => supergraphSdl,
    onSubgraphExecute: (subgraph, request) =>
      answering.get(subgraph)!(print(request.document))(request.variables as Record<string, unknown>, request.context),
  });
  return async (operation, context) => {
    const { document, variables } = operation;
    const { planned, keyNames } = plannedText(supergraph, operation);
    let brought: ExecutionResult = { data: {} };
    if (planned !== undefined) {
      const asked = withTypenames(parse(planned, { noLocation: true }), publicSchema);
      brought = (await executor?.({ document: asked, variables, context })) as ExecutionResult;
    }
    const keysBelow = new Map([...keyNames].map(([below, ofClient]) => [ofClient, below]));
    return execute({
      schema: publicSchema,
      document: parse(document, { noLocation: true }),
      variableValues: variables,
      rootValue: brought.data ?? {},
      fieldResolver: (source: Record<string, unknown>, _args, _context, { path }) =>
        source[keysBelow.get(String(path.key)) ?? path.key],
      typeResolver: ({ __typename = '' }: { readonly __typename?: string }, _context, _info, type) =>
        isObjectType(publicSchema.getType(__typename)) ? __typename : publicSchema.getPossibleTypes(type)[0]?.name,
    });
  };
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** Asks for the type of everything that may be of several: graphql-js has to know it. */
function withTypenames(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const info = new TypeInfo(schema);
  const leave = (field: FieldNode): FieldNode | undefined => {
    const type = info.getType();
    if (!field.selectionSet || !type || !isAbstractType(getNamedType(type))) return undefined;
    return {
      ...field,
      selectionSet: { ...field.selectionSet, selections: [typename, ...field.selectionSet.selections] },
    };
  };
  return visit(document, visitWithTypeInfo(info, { Field: { leave } }));
}
