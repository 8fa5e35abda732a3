import type { BatchFetchNode, FetchNode, FetchNodePathSegment, FetchRewrite } from '@graphql-hive/router-query-planner';
import { parse } from 'graphql';
import type { Supergraph } from '../supergraph.js';
import { renamedKeys, renameInShape, shapeOfDocument, type FetchShape } from './fetch-shape.js';
import { compileRewrites, keyRenamer, keysOf, rewriteBelow, valueSetter, type Rewrite } from './rewrites.js';
import { separateFields } from './separate-fields.js';

/** What a fetch asks, and what it answers: its shape with renamings built in, and what else has to be done to the answer. */
export interface FetchOutput {
  readonly document: string;
  readonly shape: FetchShape;
  readonly renamed: ReadonlyMap<string, string>;
  readonly rewrite: Rewrite | undefined;
}

/** The output of each fetch of a plan. */
export type OutputOf = (node: FetchNode | BatchFetchNode) => FetchOutput;

/** Reads the document of each fetch once, however often it is asked for. */
export function fetchOutputs(supergraph: Supergraph): OutputOf {
  const known = new Map<FetchNode | BatchFetchNode, FetchOutput>();
  return (node) => {
    let output = known.get(node);
    if (!output) known.set(node, (output = compileOutput(node, supergraph)));
    return output;
  };
}

/** The plan's rewrites of a fetch of entities begin at an entity, and not at the answer. */
function rewritesOf(node: FetchNode | BatchFetchNode): FetchRewrite[] {
  const below = (key: string, rewrites: readonly FetchRewrite[] = []): FetchRewrite[] =>
    rewrites.map((rewrite) => rewriteBelow(key, rewrite));
  if (node.kind === 'BatchFetch') {
    return node.entityBatch.aliases.flatMap(({ alias, outputRewrites }) => below(alias, outputRewrites));
  }
  return node.requires ? below('_entities', node.outputRewrites) : (node.outputRewrites ?? []);
}

function compileOutput(node: FetchNode | BatchFetchNode, supergraph: Supergraph): FetchOutput {
  const { operation, serviceName } = node;
  const planned = parse(operation, { noLocation: true });
  const writtenType = (type: string, field: string): string | undefined =>
    supergraph.writtenType(type, field, serviceName);
  const separated = separateFields(planned, operation, writtenType);
  const shape = shapeOfDocument(separated?.document ?? planned, separated?.keys);
  const rewrites = rewritesOf(node);
  for (const rewrite of rewrites) {
    const renamer = keyRenamer(rewrite);
    if (renamer) renameInShape(shape, keysOf(renamer.path), renamer.renameKeyTo);
  }
  const setters = rewrites.flatMap((rewrite) => valueSetter(rewrite) ?? []);
  const everywhere = setters.flatMap(({ path, setValueTo }) =>
    pathsOf(path, separated?.keys).map((each): FetchRewrite => ({ ValueSetter: { path: each, setValueTo } })),
  );
  return {
    document: separated?.text ?? operation,
    shape,
    renamed: renamedKeys(shape),
    rewrite: compileRewrites(everywhere, supergraph),
  };
}

type Path = readonly FetchNodePathSegment[];

/** The paths in the answer that a path of the plan stands for: a key of the plan may be one of several there. */
function pathsOf(path: Path, keys: ReadonlyMap<string, string> = new Map()): FetchNodePathSegment[][] {
  let paths: FetchNodePathSegment[][] = [[]];
  for (const segment of path) {
    const others = [...keys].filter(([, planned]) => 'Key' in segment && segment.Key === planned);
    const ways = [segment, ...others.map(([Key]): FetchNodePathSegment => ({ Key }))];
    paths = paths.flatMap((before) => ways.map((way) => [...before, way]));
  }
  return paths;
}
