import { QueryPlanner, type QueryPlan } from '@graphql-hive/router-query-planner';
import type { DocumentNode, GraphQLError, OperationDefinitionNode, OperationTypeNode } from 'graphql';
import type { Prepared } from '../engine-types.js';
import type { EngineLimits } from '../limits.js';
import type { Calls } from '../plan/call-subgraph.js';
import { compilePlan, type CompiledPlan } from '../plan/compile-plan.js';
import { planResponse, type ObjectPlan } from '../respond/field-plan.js';
import { compileResponse, type WriteResponse } from '../respond/write-response.js';
import type { Supergraph } from '../supergraph.js';
import { readDocument } from './read-document.js';
import { DocumentRefused, refuseDocument } from './refusal.js';
import { renameResponseKeys, type KeyNames } from './response-keys.js';
import { splitOperation } from './split-operation.js';

/** What the engine keeps of an accepted document. */
export interface Compiled<Context> {
  readonly operation: OperationDefinitionNode;
  readonly plan: CompiledPlan<Context>;
  readonly introspection: DocumentNode | undefined;
  readonly response: ObjectPlan;
  readonly write: WriteResponse;
  readonly keyNames: KeyNames;
}

/** Accepted or refused; made by {@link createPreparer} only. */
export class PreparedOperation<Context> implements Prepared {
  readonly errors: readonly GraphQLError[] | undefined;
  readonly compiled: Compiled<Context> | undefined;
  /** Estimate of the memory behind this, for the cache. */
  readonly bytes: number;
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | undefined;
  readonly operationType: OperationTypeNode | undefined;

  constructor(result: Compiled<Context> | readonly GraphQLError[], bytes: number) {
    this.compiled = 'plan' in result ? result : undefined;
    this.errors = 'plan' in result ? undefined : result;
    this.operation = this.compiled?.operation;
    this.operationName = this.operation?.name?.value;
    this.operationType = this.operation?.operation;
    this.bytes = bytes;
  }
}

export type Preparer<Context> = (document: string, operationName: string | undefined) => PreparedOperation<Context>;

/** Closures, syntax tree and field plans take about this many bytes for each character of document and plan. */
const bytesPerCharacter = 20;
const refusalBytes = 1_000;

/** The way from text to closures: read, rename, split, plan, compile. */
export function createPreparer<Context>(
  supergraph: Supergraph,
  calls: Calls<Context>,
  limits: EngineLimits,
): Preparer<Context> {
  const planner = new QueryPlanner(supergraph.sdl);
  const noLabels: Set<string> = new Set();

  const plan = (operation: string): QueryPlan => {
    try {
      return planner.plan(operation, undefined, noLabels, 0);
    } catch {
      refuseDocument('OPERATION_NOT_PLANNABLE', 'No plan over the subgraphs answers this operation.');
    }
  };

  return (document, operationName) => {
    try {
      const read = readDocument(document, operationName, supergraph.publicSchema, limits);
      const renamed = renameResponseKeys(read, supergraph);
      const { planned, introspection } = splitOperation(renamed);
      const queryPlan: QueryPlan = planned === undefined ? { kind: 'QueryPlan' } : plan(planned);
      const { keyNames, operation, fragments } = renamed;
      const response = planResponse(supergraph.publicSchema, operation, fragments, keyNames);
      const size = document.length + JSON.stringify(queryPlan).length;
      return new PreparedOperation<Context>(
        {
          operation: read.operation,
          plan: compilePlan(queryPlan, supergraph, calls),
          introspection,
          response,
          write: compileResponse(response),
          keyNames,
        },
        size * bytesPerCharacter,
      );
    } catch (error) {
      if (!(error instanceof DocumentRefused)) throw error;
      return new PreparedOperation<Context>(error.errors, refusalBytes + document.length * 2);
    }
  };
}
