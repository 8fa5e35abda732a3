import type {
  BatchFetchNode,
  FetchNode,
  FlattenNodePathSegment,
  PlanNode,
  QueryPlan,
  RequiresSelection,
} from '@graphql-hive/router-query-planner';
import { isInterfaceType, isObjectType } from 'graphql';
import { refuseDocument } from '../prepare/refusal.js';
import type { Supergraph } from '../supergraph.js';
import { asBatch } from './compile-entity-fetch.js';
import type { FetchOutput, OutputOf } from './fetch-output.js';
import type { FetchShape, ShapeField } from './fetch-shape.js';
import { typesOf } from './flatten-path.js';

/** A field that a fetch sends and that no fetch before it brings. */
interface MissingField {
  readonly serviceName: string;
  readonly type: string | undefined;
  readonly field: string;
}

/** Object types that may stand at a place; undefined for any. */
export type Types = ReadonlySet<string> | undefined;

/** What one fetch puts where: the keys that lead there, and what it puts there, for objects of some types or of all. */
export interface Brought {
  readonly keys: readonly string[];
  /** For each of the keys, the types of the objects that have it. */
  readonly holders: readonly Types[];
  readonly types: Types;
  readonly shape: FetchShape;
}

/**
 * Refuses a plan in which an entity fetch needs a field that nothing in sequence before it fetches, at that place and for
 * every type that may stand there. Such a fetch would leave its entities out, and what it should bring would be null
 * without a word. Answers with all that the plan brings.
 */
export function refuseIncomplete(plan: QueryPlan, outputOf: OutputOf, supergraph: Supergraph): readonly Brought[] {
  if (!plan.node) return [];
  const required = new RequiredFields(supergraph, outputOf);
  const brought = required.walk(plan.node, [], undefined);
  const { missing } = required;
  if (!missing) return brought;
  const { serviceName, type, field } = missing;
  const known = type === undefined ? undefined : supergraph.publicSchema.getType(type);
  const isPublic = (isObjectType(known) || isInterfaceType(known)) && Object.hasOwn(known.getFields(), field);
  refuseDocument(
    'OPERATION_NOT_PLANNABLE',
    'The plan of this operation asks a subgraph before it knows what that subgraph requires.',
    { serviceName, ...(isPublic && { coordinate: `${type}.${field}` }) },
  );
}

class RequiredFields {
  missing: MissingField | undefined;

  constructor(
    private readonly supergraph: Supergraph,
    private readonly outputOf: OutputOf,
  ) {}

  /** What a node brings when it begins with what is known. */
  walk(
    node: PlanNode,
    known: readonly Brought[],
    path: readonly FlattenNodePathSegment[] | undefined,
  ): readonly Brought[] {
    if (this.missing) return [];
    switch (node.kind) {
      case 'Fetch':
        return path ? this.entities(asBatch(node, path), this.outputOf(node), known) : [this.root(node)];
      case 'BatchFetch':
        return this.entities(node, this.outputOf(node), known);
      case 'Flatten':
        return this.walk(node.node, known, [...(path ?? []), ...node.path]);
      case 'Parallel':
        return node.nodes.flatMap((child) => this.walk(child, known, path));
      case 'Sequence': {
        const brought: Brought[] = [];
        for (const child of node.nodes) brought.push(...this.walk(child, [...known, ...brought], path));
        return brought;
      }
      case 'Subscription':
        return [this.root(node.primary)];
      default:
        return [];
    }
  }

  private root(node: FetchNode): Brought {
    return { keys: [], holders: [], types: undefined, shape: this.outputOf(node).shape };
  }

  private entities(node: BatchFetchNode, { shape }: FetchOutput, known: readonly Brought[]): Brought[] {
    return node.entityBatch.aliases.flatMap(({ alias, paths, requires }) => {
      const entity = shape.fields.find(({ from }) => from === alias)?.shape ?? { fields: [], renames: false };
      return paths.map((path): Brought => {
        const { keys, holders, types } = this.placeOf(path);
        this.check(node.serviceName, requires, known, keys, types);
        return { keys, holders, types, shape: entity };
      });
    });
  }

  private placeOf(path: readonly FlattenNodePathSegment[]): Omit<Brought, 'shape'> {
    const keys: string[] = [];
    const holders: Types[] = [];
    let types: Types;
    for (const segment of path) {
      if (segment === '@') continue;
      if ('TypeCondition' in segment) {
        types = typesOf(segment.TypeCondition, this.supergraph);
      } else {
        keys.push(segment.Field);
        holders.push(types);
        types = undefined;
      }
    }
    return { keys, holders, types };
  }

  private check(
    serviceName: string,
    requires: readonly RequiresSelection[],
    known: readonly Brought[],
    keys: readonly string[],
    types: Types,
  ): void {
    for (const selection of requires) {
      if (selection.kind === 'InlineFragment') {
        const wanted = this.supergraph.possibleTypes(selection.typeCondition);
        this.check(serviceName, selection.selections, known, keys, types ? intersect(types, wanted) : wanted);
      } else if (selection.kind === 'Field') {
        const found = fieldsAt(known, keys, selection.name);
        const lacking = this.typesWithout(found, types);
        if (lacking.length > 0) {
          this.missing ??= { serviceName, type: lacking[0], field: selection.alias ?? selection.name };
        } else if (selection.selections) {
          this.check(serviceName, selection.selections, known, [...keys, selection.name], undefined);
        }
      }
    }
  }

  /** Types of objects that do not get the field. Where any may stand, it is enough that some get it. */
  private typesWithout(found: readonly Found[], types: Types): (string | undefined)[] {
    if (!types) return found.length > 0 ? [] : [undefined];
    const objects = [...types].filter((type) => this.supergraph.isObjectType(type));
    return objects.filter((type) => !found.some((one) => this.isOn(one, type)));
  }

  private isOn({ types, field }: Found, type: string): boolean {
    if (types && !types.has(type)) return false;
    return !field.conditions || field.conditions.some((on) => this.supergraph.possibleTypes(on).has(type));
  }
}

interface Found {
  readonly types: Types;
  readonly field: ShapeField;
}

function fieldsAt(known: readonly Brought[], keys: readonly string[], name: string): Found[] {
  return known.flatMap((brought) => {
    if (!brought.keys.every((key, i) => keys[i] === key)) return [];
    let shapes = [brought.shape];
    for (const key of keys.slice(brought.keys.length)) {
      shapes = shapes.flatMap((shape) => fieldsNamed(shape, key).flatMap((field) => field.shape ?? []));
    }
    const types = keys.length === brought.keys.length ? brought.types : undefined;
    return shapes.flatMap((shape) => fieldsNamed(shape, name)).map((field) => ({ types, field }));
  });
}

/** Of several types a key may have a field each, of which one was renamed to it. */
function fieldsNamed({ fields }: FetchShape, key: string): ShapeField[] {
  return fields.filter(({ to }) => to === key);
}

function intersect(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a].filter((type) => b.has(type)));
}
