import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { buildASTSchema, isAbstractType, Kind, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { readRequirements, type Requirements } from './access/read-requirements.js';
import { readInterfaceObjects, type InterfaceObjects } from './interface-objects.js';
import { readGraphNames, readJoinedTypes, writtenTypeIn } from './plan/joined-types.js';
import { namesAtRisk, plannerHazards, type PlannerHazard } from './plan/planner-hazards.js';
import { readWeights, type Weights } from './cost/read-weights.js';

/** What the engine reads from a supergraph when it starts. */
export interface Supergraph {
  readonly sdl: string;
  readonly publicSchema: GraphQLSchema;
  /** Names of the subgraphs, as the plans call them. */
  readonly subgraphs: readonly string[];
  /** Is this the name of an object type (also of one that is hidden from the public)? */
  isObjectType(name: string): boolean;
  /** Object types that satisfy a type condition. Hidden types count: plans speak of them. */
  possibleTypes(condition: string): ReadonlySet<string>;
  /** Public interfaces and unions of which some type is hidden: what stands there may have to be hidden, too. */
  readonly partlyHidden: ReadonlySet<string>;
  /** Interfaces that some subgraph has as an object, with the fields that it answers itself. */
  readonly interfaceObjects: InterfaceObjects;
  /** The type of a field as a subgraph writes it; undefined when the field is not known. */
  writtenType(type: string, field: string, subgraph: string): string | undefined;
  /** Every field name of every type: a response key that equals one may collide with what a plan adds. */
  readonly fieldNames: ReadonlySet<string>;
  /** Every name that stands in some `@requires`. */
  readonly required: ReadonlySet<string>;
  /** Fields that some `@requires` asks for with arguments. */
  readonly requiredWithArguments: ReadonlySet<string>;
  /** Fields whose planning may end the process that plans. */
  readonly hazards: readonly PlannerHazard[];
  /** Names of all fields whose planning may meet one of these. */
  readonly namesAtRisk: ReadonlySet<string>;
  /** `@cost` and `@listSize`. */
  readonly weights: Weights;
  /** `@authenticated`, `@requiresScopes` and `@policy`. */
  readonly requirements: Requirements;
}

/** Reads a supergraph. Throws on SDL that is none. */
export function readSupergraph(sdl: string): Supergraph {
  const document = parse(sdl, { noLocation: true });
  const possible = new Map<string, Set<string>>();
  const fieldNames = new Set<string>();
  const required = new Set<string>();
  const requiredWithArguments = new Set<string>();
  const add = (condition: string, type: string): void => {
    const types = possible.get(condition);
    if (types) types.add(type);
    else possible.set(condition, new Set([type]));
  };
  const objects = new Set<string>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) {
      const name = definition.name.value;
      objects.add(name);
      add(name, name);
      for (const implemented of definition.interfaces ?? []) add(implemented.name.value, name);
    } else if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
      for (const member of definition.types ?? []) add(definition.name.value, member.name.value);
    }
  }
  const types = readJoinedTypes(document);
  for (const { fields } of types.values()) {
    for (const [name, { homes }] of fields) {
      fieldNames.add(name);
      for (const { requires } of homes) {
        for (const word of requires?.match(/\w+/g) ?? []) required.add(word);
        for (const [, called = ''] of requires?.matchAll(/(\w+)\s*\(/g) ?? []) requiredWithArguments.add(called);
      }
    }
  }
  const hazards = plannerHazards(types);
  const none: ReadonlySet<string> = new Set();
  const publicSchema = publicSchemaOf(document);
  return {
    sdl,
    publicSchema,
    partlyHidden: partlyHiddenIn(publicSchema, possible),
    interfaceObjects: readInterfaceObjects(document),
    subgraphs: [...readGraphNames(document).values()],
    fieldNames,
    required,
    requiredWithArguments,
    hazards,
    namesAtRisk: namesAtRisk(types, hazards),
    weights: readWeights(document),
    requirements: readRequirements(document),
    isObjectType: (name) => objects.has(name),
    writtenType: (type, name, subgraph) => {
      const field = types.get(type)?.fields.get(name);
      return field && writtenTypeIn(field, subgraph);
    },
    // An interface is also satisfied by its own name: a subgraph with an interface object knows no other.
    possibleTypes: (condition) => {
      const types = possible.get(condition);
      if (!types || types.has(condition) || objects.has(condition)) return types ?? none;
      types.add(condition);
      return types;
    },
  };
}

function publicSchemaOf(document: DocumentNode): GraphQLSchema {
  const shown = withoutHiddenMembers(transformSupergraphToPublicSchema(document));
  return buildASTSchema(shown, { assumeValidSDL: true });
}

function partlyHiddenIn(schema: GraphQLSchema, possible: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const found = new Set<string>();
  for (const [name, types] of possible) {
    if (isAbstractType(schema.getType(name)) && [...types].some((type) => !schema.getType(type))) found.add(name);
  }
  return found;
}

/** The composition library takes a hidden type away and leaves its name in the unions that had it. */
function withoutHiddenMembers(document: DocumentNode): DocumentNode {
  const objects = new Set<string>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) objects.add(definition.name.value);
  }
  const definitions = document.definitions.map((definition) =>
    definition.kind === Kind.UNION_TYPE_DEFINITION
      ? { ...definition, types: definition.types?.filter((member) => objects.has(member.name.value)) }
      : definition,
  );
  return { ...document, definitions };
}
