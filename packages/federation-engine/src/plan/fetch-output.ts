import type { BatchFetchNode, FetchNode, FetchRewrite } from '@graphql-hive/router-query-planner';
import type { Supergraph } from '../supergraph.js';
import { renamedKeys, renameInShape, shapeOfDocument, type FetchShape } from './fetch-shape.js';
import { compileRewrites, keyRenamer, keysOf, rewriteBelow, valueSetter, type Rewrite } from './rewrites.js';

/** What a fetch answers: its shape with renamings built in, and what else has to be done to the answer. */
export interface FetchOutput {
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
    if (!output) known.set(node, (output = compileOutput(node.operation, rewritesOf(node), supergraph)));
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

function compileOutput(document: string, rewrites: readonly FetchRewrite[], supergraph: Supergraph): FetchOutput {
  const shape = shapeOfDocument(document);
  for (const rewrite of rewrites) {
    const renamer = keyRenamer(rewrite);
    if (renamer) renameInShape(shape, keysOf(renamer.path), renamer.renameKeyTo);
  }
  const setters = rewrites.filter((rewrite) => valueSetter(rewrite));
  return { shape, renamed: renamedKeys(shape), rewrite: compileRewrites(setters, supergraph) };
}
