import {
  getVariableValues,
  Kind,
  TypeInfo,
  valueFromAST,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type ValueNode,
  type VariableNode,
} from 'graphql';
import { operationOf, taking, type CoercedDocument, type CoercedValues, type Variables } from './coerced-values.js';

interface Literal {
  readonly name: string;
  readonly node: ValueNode;
  readonly type: GraphQLInputType;
}

/**
 * graphql-js reads the arguments of a field anew for every object it stands on: a list of five hundred items in a document
 * that meets five hundred objects took two seconds. Lists and objects in arguments become variables, whose values are read
 * once for each run; undefined when there are none. Without values, only the document itself can say what is wrong.
 */
export function liftLiterals(
  schema: GraphQLSchema,
  extended: () => GraphQLSchema,
  document: DocumentNode,
): CoercedDocument<CoercedValues | undefined> | undefined {
  const definitions = operationOf(document)?.variableDefinitions ?? [];
  const prefix = unusedPrefix(definitions.map(({ variable }) => variable.name.value));
  const literals: Literal[] = [];
  const types = new TypeInfo(schema);
  const opened = visit(
    document,
    visitWithTypeInfo(types, {
      Directive: () => false,
      Argument(node) {
        const type = types.getInputType();
        if (!type || (node.value.kind !== Kind.LIST && node.value.kind !== Kind.OBJECT)) return undefined;
        const name = `${prefix}${literals.length}`;
        literals.push({ name, node: node.value, type });
        return { ...node, value: variableOf(name) };
      },
    }),
  );
  if (literals.length === 0) return undefined;
  const variableDefinitions = [
    ...definitions.map(({ variable }) => taking(variable)),
    ...literals.map(({ name }) => taking(variableOf(name))),
  ];
  return {
    schema: extended(),
    document: {
      ...opened,
      definitions: opened.definitions.map((one) =>
        one.kind === Kind.OPERATION_DEFINITION ? { ...one, variableDefinitions } : one,
      ),
    },
    valuesOf(given) {
      const { coerced, errors } = getVariableValues(schema, definitions, given);
      if (errors) return { errors };
      const values: Variables = { ...coerced };
      for (const { name, node, type } of literals) {
        values[name] = valueFromAST(node, type, coerced);
        if (values[name] === undefined) return undefined;
      }
      return { values };
    },
  };
}

/** Variables that stand in a list or an object of an argument. */
export function variablesInLiterals(document: DocumentNode): string[] {
  const names = new Set<string>();
  const within = (node: ValueNode): false => {
    visit(node, { Variable: ({ name }) => void names.add(name.value) });
    return false;
  };
  visit(document, {
    VariableDefinition: () => false,
    Directive: () => false,
    ListValue: within,
    ObjectValue: within,
  });
  return [...names];
}

function variableOf(name: string): VariableNode {
  return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } };
}

function unusedPrefix(names: readonly string[]): string {
  let prefix = 'literal';
  while (names.some((name) => name.startsWith(prefix))) prefix += '_';
  return prefix;
}
