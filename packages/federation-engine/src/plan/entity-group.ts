import type { EntityBatchAlias } from '@graphql-hive/router-query-planner';
import type { Tier } from '../codegen/tiers.js';
import type { DataObject, PathSegment, Run } from '../run-state.js';
import { isObject } from '../run-state.js';
import type { FetchShape } from './fetch-shape.js';
import { collector, compileCollect, locate, readFlattenPath, type Collect, type FlattenPath } from './flatten-path.js';
import { compileMerge, merger, type Merge } from './merge-answer.js';
import { compileRepresent, readRequired, Representations, representer, type Represent } from './representation.js';
import type { Site } from './site.js';

/** Entities of one run that one `_entities` field asks for. */
export interface Gathered {
  /** Each once, however many places it stands at. */
  readonly representations: DataObject[];
  readonly targets: DataObject[];
  /** For each target the index of its representation. */
  readonly indexes: number[];
  readonly merge: Merge;
}

/** What is done with the entities of a group. */
interface Handling {
  readonly collect: readonly Collect[];
  readonly represent: Represent;
  readonly merge: Merge;
}

/** One `_entities` field of a fetch: where its entities are, what is sent, and how the answer is merged. */
export class EntityGroup {
  readonly alias: string;
  readonly variable: string;
  private readonly paths: readonly FlattenPath[];
  private readonly handling: Tier<Handling>;

  constructor(
    node: EntityBatchAlias,
    shape: FetchShape,
    { supergraph, tiers }: Pick<Site<never>, 'supergraph' | 'tiers'>,
  ) {
    this.alias = node.alias;
    this.variable = node.representationsVariableName;
    const paths = (this.paths = node.paths.map((path) => readFlattenPath(path, supergraph)));
    const required = readRequired(node.requires, node.inputRewrites, supergraph);
    const entityShape = shape.fields.find((field) => field.from === node.alias)?.shape ?? {
      fields: [],
      renames: false,
    };
    const { isObjectType } = supergraph;
    this.handling = tiers.of<Handling>(
      { collect: paths.map(collector), represent: representer(required), merge: merger(entityShape, isObjectType) },
      () => ({
        collect: paths.map(compileCollect),
        represent: compileRepresent(required),
        merge: compileMerge(entityShape, isObjectType),
      }),
    );
  }

  /** Finds the entities and tells equal ones apart from others. */
  gather(data: DataObject): Gathered {
    const { collect, represent, merge } = this.handling();
    const found: DataObject[] = [];
    for (const each of collect) each(data, found);
    const representations = new Representations();
    const targets: DataObject[] = [];
    const indexes: number[] = [];
    for (let i = 0; i < found.length; i++) {
      const index = represent(found[i]!, representations);
      if (index < 0) continue;
      targets.push(found[i]!);
      indexes.push(index);
    }
    return { representations: representations.list, targets, indexes, merge };
  }

  /** Merges what came back. Every target but the first of its representation gets a copy of its own. */
  absorb(entities: readonly unknown[], { targets, indexes, merge }: Gathered): void {
    const given = new Uint8Array(entities.length);
    for (let i = 0; i < targets.length; i++) {
      const index = indexes[i]!;
      const entity = entities[index];
      if (!isObject(entity)) continue;
      merge(targets[i]!, entity, given[index] === 1);
      given[index] = 1;
    }
  }

  /** Real paths of all targets, by target. */
  locate(run: Run): Map<DataObject, PathSegment[]> {
    const located = new Map<DataObject, PathSegment[]>();
    for (const path of this.paths) locate(run.data, path, located);
    return located;
  }
}
