import {
  getNamedType,
  getVariableValues,
  isInputObjectType,
  typeFromAST,
  type DocumentNode,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import { operationOf, taking, type CoercedDocument } from './coerced-values.js';

/** Input fields that are written out for the variables of one document; the largest input of a client has some 20. */
const mostWritten = 100;

/**
 * graphql-jit writes the coercion of variables out field by field: of a type that holds itself without end (measured: half
 * a minute until the stack is used up), and anew for each of two hundred variables (measured: two seconds). Such variables
 * are coerced by graphql-js and then taken as they are.
 */
export class UnwrittenVariables {
  private readonly fields = new Map<GraphQLInputObjectType, number>();

  /** `extended` is the schema with the type of variables that are taken as they are. */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly extended: () => GraphQLSchema,
  ) {}

  /** The document without the types of such variables; undefined when it has none of them. */
  takeOut(document: DocumentNode): CoercedDocument | undefined {
    const { schema } = this;
    const operation = operationOf(document);
    const definitions = operation?.variableDefinitions ?? [];
    const unwritten = new Set(this.among(definitions));
    if (!operation || unwritten.size === 0) return undefined;
    const variableDefinitions = definitions.map((one) => (unwritten.has(one) ? taking(one.variable) : one));
    const open = { ...operation, variableDefinitions };
    return {
      schema: this.extended(),
      document: { ...document, definitions: document.definitions.map((one) => (one === operation ? open : one)) },
      valuesOf(given) {
        const { coerced, errors } = getVariableValues(schema, [...unwritten], given);
        return errors ? { errors } : { values: { ...given, ...coerced } };
      },
    };
  }

  /** Those of the variables that would be too much to write out with those before them. */
  private among(definitions: readonly VariableDefinitionNode[]): VariableDefinitionNode[] {
    let left = mostWritten;
    return definitions.filter((definition) => {
      const fields = this.fieldsOf(typeFromAST(this.schema, definition.type));
      if (fields > left) return true;
      left -= fields;
      return false;
    });
  }

  private fieldsOf(type: Parameters<typeof getNamedType>[0]): number {
    const named = getNamedType(type);
    if (!isInputObjectType(named)) return 0;
    let fields = this.fields.get(named);
    if (fields === undefined) {
      // What is met again before it is counted holds itself.
      this.fields.set(named, Infinity);
      fields = Object.values(named.getFields()).reduce((sum, field) => sum + 1 + this.fieldsOf(field.type), 0);
      this.fields.set(named, fields);
    }
    return fields;
  }
}
