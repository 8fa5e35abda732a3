import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  getNullableType,
  type GraphQLField,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  print,
  printSchema,
  type ScalarTypeDefinitionNode,
  type TypeDefinitionNode,
  visit,
} from 'graphql';

const federationImports = [
  '@key',
  '@shareable',
  '@external',
  '@requires',
  '@provides',
  '@override',
  '@inaccessible',
  '@tag',
  '@cost',
  '@listSize',
  '@authenticated',
  '@requiresScopes',
  '@policy',
];

/** Directives as type-graphql noted them: on the syntax node of a type, a field or an enum value. */
interface Noted {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] } | null;
}

const directivesOf = (noted: Noted | undefined): readonly ConstDirectiveNode[] => noted?.astNode?.directives ?? [];

function deprecationOf({ directives = [] }: FieldDefinitionNode | InputValueDefinitionNode): ConstDirectiveNode[] {
  return directives.filter((directive) => directive.name.value === 'deprecated');
}

/** Of every field that answers with a connection and takes `first`: what it costs depends on the length of its page. */
const pageSize = directive(
  '@listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)',
);

function directive(text: string): ConstDirectiveNode {
  const [definition] = parse(`scalar Any ${text}`, { noLocation: true }).definitions;
  return (definition as ScalarTypeDefinitionNode).directives![0]!;
}

function pageSizeOf(field: GraphQLField<unknown, unknown> | undefined): ConstDirectiveNode[] {
  const type = field && getNullableType(field.type);
  const isPage = isObjectType(type) && 'edges' in type.getFields() && field?.args.some(({ name }) => name === 'first');
  return isPage && !directivesOf(field).some(({ name }) => name.value === 'listSize') ? [pageSize] : [];
}

/**
 * The SDL of a subgraph: what graphql-js prints, and the directives that it leaves out, which carry federation.
 * `@apollo/subgraph` prints directives too, but takes a schema without a `@link` for Federation 1 and refuses it.
 */
export function subgraphSdl(schema: GraphQLSchema): string {
  let typeName = '';
  const withDirectives = visit(parse(printSchema(schema)), {
    enter(node) {
      if ('name' in node && node.kind.endsWith('TypeDefinition')) typeName = (node as TypeDefinitionNode).name.value;
      const type = schema.getType(typeName);
      if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION) {
        return { ...node, directives: directivesOf(type) };
      }
      if (node.kind === Kind.FIELD_DEFINITION && (isObjectType(type) || isInterfaceType(type))) {
        const field = type.getFields()[node.name.value];
        return { ...node, directives: [...deprecationOf(node), ...directivesOf(field), ...pageSizeOf(field)] };
      }
      if (node.kind === Kind.INPUT_VALUE_DEFINITION && isInputObjectType(type)) {
        return { ...node, directives: [...deprecationOf(node), ...directivesOf(type.getFields()[node.name.value])] };
      }
      return undefined;
    },
  });
  const imports = federationImports.map((name) => `"${name}"`).join(', ');
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])`;
  return `${link}\n\n${print(withDirectives)}\n`;
}
