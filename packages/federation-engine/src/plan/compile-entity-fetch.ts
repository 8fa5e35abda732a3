import type { BatchFetchNode, FetchNode, FlattenNodePathSegment } from '@graphql-hive/router-query-planner';
import type { ExecutionResult } from 'graphql';
import { isObject, type PathSegment, type Run } from '../run-state.js';
import { SubgraphFault } from '../subgraph-fault.js';
import { callSubgraph } from './call-subgraph.js';
import { pickVariables, whenAnswered, type Step } from './compile-fetch.js';
import { EntityGroup, type Gathered } from './entity-group.js';
import type { FetchOutput } from './fetch-output.js';
import type { Site } from './site.js';
import { commonStart, faultError, pathOf, subgraphError } from './subgraph-errors.js';

interface Asked {
  readonly group: EntityGroup;
  readonly gathered: Gathered;
  /** Real paths by index of the representation. Found when the first error asks for them. */
  paths?: PathSegment[][][];
}

/** A fetch below a flatten node is a batch of one. */
export function asBatch(node: FetchNode, path: readonly FlattenNodePathSegment[]): BatchFetchNode {
  return {
    ...node,
    kind: 'BatchFetch',
    entityBatch: {
      aliases: [
        {
          alias: '_entities',
          representationsVariableName: 'representations',
          paths: [[...path]],
          requires: node.requires ?? [],
          inputRewrites: node.inputRewrites,
          outputRewrites: node.outputRewrites,
        },
      ],
    },
  };
}

/** Compiles a fetch of entities: one request, one `_entities` field for each group. */
export function compileEntityFetch<Context>(
  node: BatchFetchNode,
  { document, shape, renamed, rewrite }: FetchOutput,
  site: Site<Context>,
): Step<Context> {
  const groups = node.entityBatch.aliases.map((alias) => new EntityGroup(alias, shape, site));

  const absorb = (run: Run<Context>, answer: ExecutionResult, asked: readonly Asked[]): void => {
    const data = isObject(answer.data) ? answer.data : undefined;
    if (data) rewrite?.(data);
    const failed = new Map<EntityGroup, Set<number>>();
    for (const error of answer.errors ?? []) {
      const path = pathOf(error, renamed);
      const of = path && asked.find(({ group }) => group.alias === path[0]);
      if (of && typeof path[1] === 'number') {
        placeError(run, error, of, path[1], path.slice(2));
        failed.set(of.group, (failed.get(of.group) ?? new Set()).add(path[1]));
      } else {
        run.errors.push(subgraphError(error, node.serviceName, sharedPath(run, of ? [of] : asked)));
      }
    }
    for (const one of asked) {
      const entities = data?.[one.group.alias];
      if (Array.isArray(entities) && entities.length === one.gathered.representations.length) {
        one.group.absorb(entities, one.gathered);
        markFailed(run, one, entities, failed.get(one.group));
        continue;
      }
      markIncomplete(run, one);
      // Null with an error beside it has been told; anything else is not an answer to what was asked.
      if (!answer.errors?.length)
        refuse(run, [one], new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'entities do not match'));
    }
  };

  const placeError = (run: Run<Context>, error: unknown, one: Asked, index: number, rest: PathSegment[]): void => {
    for (const path of pathsOf(run, one)[index] ?? []) {
      run.errors.push(subgraphError(error, node.serviceName, [...path, ...rest]));
    }
  };

  const refuse = (run: Run<Context>, asked: readonly Asked[], fault: SubgraphFault): void => {
    run.errors.push(faultError(fault, node.serviceName, sharedPath(run, asked)));
    for (const one of asked) markIncomplete(run, one);
  };

  return (run) => {
    const asked = groups.map((group): Asked => ({ group, gathered: group.gather(run.data) }));
    if (asked.every(({ gathered }) => gathered.targets.length === 0)) return undefined;
    const variables = pickVariables(node.variableUsages, run.variables);
    for (const { group, gathered } of asked) variables[group.variable] = gathered.representations;
    const { context, signal } = run;
    const request = { document, variables, context, signal };
    return whenAnswered(callSubgraph(site.calls, node.serviceName, request, run), (answer) => {
      if (answer instanceof SubgraphFault) refuse(run, asked, answer);
      else if (answer) absorb(run, answer, asked);
    });
  };
}

function sharedPath(run: Run, asked: readonly Asked[]): PathSegment[] {
  return commonStart(asked.flatMap((one) => pathsOf(run, one).flat()));
}

function pathsOf(run: Run, one: Asked): PathSegment[][][] {
  if (one.paths) return one.paths;
  const located = one.group.locate(run);
  const paths: PathSegment[][][] = one.gathered.representations.map(() => []);
  one.gathered.targets.forEach((target, i) => {
    const path = located.get(target);
    if (path) paths[one.gathered.indexes[i]!]!.push(path);
  });
  one.paths = paths;
  return paths;
}

function markIncomplete(run: Run, { gathered }: Asked): void {
  for (const target of gathered.targets) run.incomplete.add(target);
}

/** Entities that came back null with an error: what they lack has been told. */
function markFailed(
  run: Run,
  { gathered }: Asked,
  entities: readonly unknown[],
  failed: Set<number> | undefined,
): void {
  if (!failed) return;
  gathered.targets.forEach((target, i) => {
    const index = gathered.indexes[i]!;
    if (failed.has(index) && !isObject(entities[index])) run.incomplete.add(target);
  });
}
