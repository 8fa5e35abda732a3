import type { EntityBatchAlias } from '@graphql-hive/router-query-planner';
import type { DataObject, PathSegment, Run } from '../run-state.js';
import { isObject } from '../run-state.js';
import type { Supergraph } from '../supergraph.js';
import type { FetchShape } from './fetch-shape.js';
import { compileFlattenPath, type FlattenPath } from './flatten-path.js';
import { compileMerge, type Merge } from './merge-answer.js';
import { compileRepresentation, Representations, type Represent } from './representation.js';

/** Entities of one run that one `_entities` field asks for. */
export interface Gathered {
  /** Each once, however many places it stands at. */
  readonly representations: DataObject[];
  readonly targets: DataObject[];
  /** For each target the index of its representation. */
  readonly indexes: number[];
}

/** One `_entities` field of a fetch: where its entities are, what is sent, and how the answer is merged. */
export class EntityGroup {
  readonly alias: string;
  readonly variable: string;
  private readonly paths: readonly FlattenPath[];
  private readonly represent: Represent;
  private readonly merge: Merge;

  constructor(node: EntityBatchAlias, shape: FetchShape, supergraph: Supergraph) {
    this.alias = node.alias;
    this.variable = node.representationsVariableName;
    this.paths = node.paths.map((path) => compileFlattenPath(path, supergraph));
    this.represent = compileRepresentation(node.requires, node.inputRewrites, supergraph);
    const entityShape = shape.fields.find((field) => field.from === node.alias)?.shape;
    this.merge = compileMerge(entityShape ?? { fields: [], renames: false }, supergraph.isObjectType);
  }

  /** Finds the entities and tells equal ones apart from others. */
  gather(data: DataObject): Gathered {
    const found: DataObject[] = [];
    for (const path of this.paths) path.collect(data, found);
    const representations = new Representations();
    const targets: DataObject[] = [];
    const indexes: number[] = [];
    const { represent } = this;
    for (let i = 0; i < found.length; i++) {
      const index = represent(found[i]!, representations);
      if (index < 0) continue;
      targets.push(found[i]!);
      indexes.push(index);
    }
    return { representations: representations.list, targets, indexes };
  }

  /** Merges what came back. Every target but the first of its representation gets a copy of its own. */
  absorb(entities: readonly unknown[], { targets, indexes }: Gathered): void {
    const given = new Uint8Array(entities.length);
    for (let i = 0; i < targets.length; i++) {
      const index = indexes[i]!;
      const entity = entities[index];
      if (!isObject(entity)) continue;
      this.merge(targets[i]!, entity, given[index] === 1);
      given[index] = 1;
    }
  }

  /** Real paths of all targets, by target. */
  locate(run: Run): Map<DataObject, PathSegment[]> {
    const located = new Map<DataObject, PathSegment[]>();
    for (const path of this.paths) path.locate(run.data, located);
    return located;
  }
}
