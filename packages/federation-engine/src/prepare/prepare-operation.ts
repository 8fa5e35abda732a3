import type { QueryPlan } from '@graphql-hive/router-query-planner';
import { GraphQLError, isNonNullType, type OperationDefinitionNode, type OperationTypeNode } from 'graphql';
import { refuseFields, requirementsOf } from '../access/refuse-fields.js';
import type { Denied } from '../access/requirement.js';
import { compileCost } from '../cost/compile-cost.js';
import type { CostModel } from '../cost/cost-model.js';
import type { PlaceCost } from '../cost/place-cost.js';
import type { Prepared } from '../engine-types.js';
import type { EngineLimits } from '../limits.js';
import { compilePlan, type CompiledPlan } from '../plan/compile-plan.js';
import { refuseUnplanned, type PlanOperation } from '../plan/plan-operation.js';
import type { PlanningRequest } from '../plan/planner.js';
import type { Site } from '../plan/site.js';
import { planResponse, type FieldPlan, type ObjectPlan } from '../respond/field-plan.js';
import { introspection, type Introspect } from '../respond/introspect.js';
import { compileResponse, type WriteResponse } from '../respond/write-response.js';
import { isPromise, type Variables } from '../run-state.js';
import { turns } from '../turns.js';
import type { Fragments } from './measure-operation.js';
import { readDocument, type ReadOperation } from './read-document.js';
import { DocumentRefused, PlanningPostponed } from './refusal.js';
import { renameResponseKeys, type KeyNames } from './response-keys.js';
import { conditionVariables, settingsOf, settleConditions } from './settle-conditions.js';
import { splitOperation } from './split-operation.js';
import { Variants, type Wanted } from './variants.js';

/** What the engine keeps of an accepted document. */
export interface Compiled<Context> {
  readonly operation: OperationDefinitionNode;
  readonly plan: CompiledPlan<Context>;
  readonly introspect: Introspect | undefined;
  readonly response: ObjectPlan;
  readonly write: WriteResponse;
  readonly keyNames: KeyNames;
  /** Root fields that are refused and may not be null: nothing is run for an answer that will be null. */
  readonly fatal: readonly FieldPlan[];
}

/** A valid operation within the limits. */
export interface Accepted<Context> {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  readonly cost: PlaceCost;
  /** What it asks of the caller: indexes of the supergraph's requirements. */
  readonly needs: readonly number[];
  /** What is left of it for a caller. Plans and compiles when first called: what costs too much is never planned. */
  readonly compiled: (
    denied: Denied,
    variables: Variables,
    request: Pick<Wanted, 'caller' | 'signal'>,
  ) => Outcome<Context> | Promise<Outcome<Context>>;
}

/** What is run, or why nothing is. */
export type Outcome<Context> = Compiled<Context> | Refused;

/** Why nothing is run. */
export interface Refused {
  readonly errors: readonly GraphQLError[];
}

/** Accepted or refused; made by {@link createPreparer} only. */
export class PreparedOperation<Context> implements Prepared {
  readonly errors: readonly GraphQLError[] | undefined;
  readonly operation: OperationDefinitionNode | undefined;
  readonly fragments: Fragments | undefined;
  readonly operationName: string | undefined;
  readonly operationType: OperationTypeNode | undefined;

  constructor(
    readonly result: Accepted<Context> | Refused,
    /** Estimate of the memory behind this before it is planned, for the cache. */
    readonly bytes: number,
  ) {
    if ('errors' in result) this.errors = result.errors;
    else ({ operation: this.operation, fragments: this.fragments } = result);
    this.operationName = this.operation?.name?.value;
    this.operationType = this.operation?.operation;
  }
}

/** `onPlanned` gets the new estimate of the memory behind the operation. */
export type Preparer<Context> = (
  document: string,
  operationName: string | undefined,
  onPlanned: (bytes: number) => void,
) => PreparedOperation<Context>;

/** Closures, syntax tree and field plans take about this many bytes for each character of document and plan. */
const bytesPerCharacter = 20;
const leastBytes = 1_000;

/** The way from text to closures: read, count the cost; and when it is run: rename, split, plan, compile. */
export function createPreparer<Context>(
  site: Site<Context>,
  limits: EngineLimits,
  costs: CostModel,
  plan: PlanOperation,
): Preparer<Context> {
  const { supergraph, tiers } = site;
  const schema = supergraph.publicSchema;

  const compiledPlan = (queryPlan: QueryPlan): CompiledPlan<Context> => {
    try {
      return compilePlan(queryPlan, site);
    } catch (error) {
      // Fetches whose document is no GraphQL.
      if (!(error instanceof GraphQLError)) throw error;
      refuseUnplanned();
    }
  };

  /** Each of planning and compiling may take tens of milliseconds, so each takes a turn of its own. */
  const compile = async (
    read: ReadOperation,
    denied: Denied,
    settle: (read: ReadOperation) => ReadOperation,
    request: PlanningRequest,
    onPlanned: (planSize: number) => void,
  ): Promise<Compiled<Context>> => {
    await turns.next(request.caller);
    const renamed = renameResponseKeys(read, supergraph);
    const open = refuseFields(renamed, denied, schema, supergraph.requirements);
    const { planned, introspection: asked } = splitOperation(settle(open), supergraph);
    const queryPlan: QueryPlan = planned === undefined ? { kind: 'QueryPlan' } : await plan(planned, request);
    await turns.next(request.caller);
    const { keyNames, operation, fragments } = renamed;
    const response = planResponse(schema, operation, fragments, keyNames, open.refused);
    onPlanned(JSON.stringify(queryPlan).length);
    return {
      operation: read.operation,
      plan: compiledPlan(queryPlan),
      introspect: asked && introspection(schema, asked, limits.introspectedFields),
      response,
      write: compileResponse(response, tiers),
      keyNames,
      fatal: response.fields.filter(({ refused, type }) => refused && isNonNullType(type)),
    };
  };

  return (document, operationName, onPlanned) => {
    const key = document.length + (operationName?.length ?? 0);
    const sized = (planSize: number): number => leastBytes + (key + planSize) * bytesPerCharacter;
    const result = orRefused((): Accepted<Context> => {
      const read = readDocument(document, operationName, schema, limits);
      const conditions = conditionVariables(read);
      const variants = new Variants<Outcome<Context>>(
        ({ denied, settings, caller }, planned, isWanted) => {
          const settle = (open: ReadOperation): ReadOperation => settleConditions(open, conditions, settings);
          return compile(read, denied, settle, { caller, isWanted }, planned).catch(refused);
        },
        (planSize) => onPlanned(sized(planSize)),
      );
      return {
        operation: read.operation,
        fragments: read.fragments,
        cost: compileCost(costs, read.operation, read.fragments),
        needs: requirementsOf(read, schema, supergraph.requirements),
        compiled: (denied, variables, { caller, signal }) => {
          const variant = variants.for({ denied, settings: settingsOf(conditions, variables), caller, signal });
          return isPromise(variant) ? variant.catch(postponed) : variant;
        },
      };
    });
    return new PreparedOperation<Context>(result, 'errors' in result ? leastBytes + key * 2 : sized(0));
  };
}

function orRefused<Result extends object>(prepare: () => Result): Result | Refused {
  try {
    return prepare();
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): Refused {
  if (!(error instanceof DocumentRefused)) throw error;
  return { errors: error.errors };
}

/** For those who waited; the operation itself is neither compiled nor refused. */
function postponed(error: unknown): Refused {
  if (!(error instanceof PlanningPostponed)) throw error;
  return { errors: error.errors };
}
