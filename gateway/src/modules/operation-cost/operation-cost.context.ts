import type { Measured } from '@lianxin/federation-engine';
import type { SubgraphContext } from '@lianxin/subgraph-kit';
import type { GatewayRequest } from '../../guard/gateway-request.js';

/** An operation as a client would send it. */
export interface AskedOperation {
  readonly document: string;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
}

/** The counting of costs; the engine does it, which is made after this module has joined its graph. */
export interface CostMeasure {
  measure(operation: AskedOperation): Measured;
  budgetOf(request: GatewayRequest): number;
}

/** What the resolver finds on the context. */
export interface OperationCostContext extends SubgraphContext {
  readonly request: GatewayRequest;
  readonly costs: CostMeasure;
}
