import { AppError } from '@lianxin/errors';
import { turns } from '@lianxin/federation-engine';
import { JsonScalar } from '@lianxin/subgraph-kit';
import { Arg, Ctx, Directive, Query, Resolver } from 'type-graphql';
import { callerOf } from '../../guard/gateway-request.js';
import type { OperationCostContext } from './operation-cost.context.js';
import { OperationCost } from './operation-cost.types.js';

@Resolver()
export class OperationCostResolver {
  /** Its own weight pays for reading a document that may be as large as any. */
  @Directive('@cost(weight: 50)')
  @Query(() => OperationCost, {
    description:
      'What a document would cost, without running it (代价预估). A document that would be refused is refused here with the same error.',
  })
  async operationCost(
    @Arg('document', () => String) document: string,
    @Arg('variables', () => JsonScalar, { nullable: true, description: 'An object, as it would be sent.' })
    variables: unknown,
    @Arg('operationName', () => String, { nullable: true, description: 'Which one, when the document holds several.' })
    operationName: string | null | undefined,
    @Ctx() { costs, request }: OperationCostContext,
  ): Promise<OperationCost> {
    if (!isVariables(variables)) throw new AppError('INVALID_INPUT', { reason: 'variables: { … }' });
    // Reading a document takes the engine a few milliseconds, and one operation may ask for thirty.
    await turns.next(callerOf(request));
    const measured = costs.measure({ document, operationName, variables });
    if (measured.errors) throw measured.errors[0] ?? new AppError('INTERNAL');
    const { cost, depth, nodes } = measured;
    const budget = costs.budgetOf(request);
    return { cost, budget, depth, nodes, allowed: cost <= budget };
  }
}

function isVariables(given: unknown): given is Readonly<Record<string, unknown>> | null | undefined {
  return given === null || given === undefined || (typeof given === 'object' && !Array.isArray(given));
}
