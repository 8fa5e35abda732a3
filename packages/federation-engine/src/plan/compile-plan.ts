import type { FetchNode, FlattenNodePathSegment, PlanNode, QueryPlan } from '@graphql-hive/router-query-planner';
import type { Run } from '../run-state.js';
import { asBatch, compileEntityFetch } from './compile-entity-fetch.js';
import { refuseClashes } from './clashing-arguments.js';
import { fetchOutputs } from './fetch-output.js';
import { refuseIncomplete } from './required-fields.js';
import { refuseUnreadAliases } from './unread-aliases.js';
import { compileAbsorb, compileRootFetch, type Absorb, type Step } from './compile-fetch.js';
import type { Site } from './site.js';

/** A plan as closures. */
export interface CompiledPlan<Context> {
  /** Fetches everything; for a subscription, everything but the event. */
  readonly step: Step<Context> | undefined;
  /** Where the events of a subscription come from. */
  readonly source: SubscriptionSource<Context> | undefined;
}

export interface SubscriptionSource<Context> {
  readonly node: FetchNode;
  readonly document: string;
  readonly absorb: Absorb<Context>;
}

/**
 * Compiles a plan. The closures hold what they need of it; the plan itself can go. It holds no conditions: these are
 * settled before planning.
 */
export function compilePlan<Context>(plan: QueryPlan, site: Site<Context>): CompiledPlan<Context> {
  const { supergraph } = site;
  let source: SubscriptionSource<Context> | undefined;
  const outputOf = fetchOutputs(supergraph);
  refuseClashes(refuseIncomplete(plan, outputOf, supergraph), supergraph);
  refuseUnreadAliases(plan);

  const compile = (node: PlanNode, path?: readonly FlattenNodePathSegment[]): Step<Context> | undefined => {
    switch (node.kind) {
      case 'Fetch':
        return path
          ? compileEntityFetch(asBatch(node, path), outputOf(node), site)
          : compileRootFetch(node, outputOf(node), site);
      case 'BatchFetch':
        return compileEntityFetch(node, outputOf(node), site);
      case 'Flatten':
        return compile(node.node, [...(path ?? []), ...node.path]);
      case 'Sequence':
        return inSeries(node.nodes.map((child) => compile(child, path)));
      case 'Parallel':
        return compileParallel(node.nodes, (child) => compile(child, path));
      case 'Subscription': {
        const { primary } = node;
        const output = outputOf(primary);
        source = { node: primary, document: output.document, absorb: compileAbsorb(primary, output, site) };
        return undefined;
      }
      default:
        throw new Error(`The plan holds a node of an unknown kind: ${node.kind}`);
    }
  };

  const step = plan.node ? compile(plan.node) : undefined;
  return { step, source };
}

function inSeries<Context>(children: readonly (Step<Context> | undefined)[]): Step<Context> | undefined {
  const steps = children.filter((step) => step !== undefined);
  if (steps.length < 2) return steps[0];
  const runFrom = (run: Run<Context>, first: number): Promise<void> | void => {
    for (let i = first; i < steps.length; i++) {
      if (run.signal?.aborted) return;
      const done = steps[i]!(run);
      if (done) return done.then(() => runFrom(run, i + 1));
    }
  };
  return (run) => runFrom(run, 0);
}

function atOnce<Context>(children: readonly (Step<Context> | undefined)[]): Step<Context> | undefined {
  const steps = children.filter((step) => step !== undefined);
  if (steps.length < 2) return steps[0];
  return (run) => {
    const under: Promise<void>[] = [];
    for (const step of steps) {
      const done = step(run);
      if (done) under.push(done);
    }
    if (under.length < 2) return under[0];
    return Promise.all(under).then(() => undefined);
  };
}

/**
 * The planner lets a mutation run beside the entity fetches of the mutation before it. GraphQL says that one root field
 * of a mutation is complete before the next begins, so mutations wait for whatever stands beside them.
 */
function compileParallel<Context>(
  nodes: readonly PlanNode[],
  compile: (node: PlanNode) => Step<Context> | undefined,
): Step<Context> | undefined {
  const mutations = nodes.filter(mutates);
  const others = nodes.filter((node) => !mutates(node));
  return inSeries([atOnce(others.map(compile)), ...mutations.map(compile)]);
}

function mutates(node: PlanNode | null | undefined): boolean {
  switch (node?.kind) {
    case 'Fetch':
    case 'BatchFetch':
      return node.operationKind === 'mutation';
    case 'Flatten':
      return mutates(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.some(mutates);
    default:
      return false;
  }
}
