import {
  type ConstDirectiveNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  printSchema,
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
];

/** Directives as type-graphql noted them: on the syntax node of a type, a field or an enum value. */
interface Noted {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] } | null;
}

const directivesOf = (noted: Noted | undefined): readonly ConstDirectiveNode[] => noted?.astNode?.directives ?? [];

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
      if (node.kind === Kind.FIELD_DEFINITION && type && 'getFields' in type) {
        const own = (node.directives ?? []).filter((directive) => directive.name.value === 'deprecated');
        return { ...node, directives: [...own, ...directivesOf(type.getFields()[node.name.value])] };
      }
      return undefined;
    },
  });
  const imports = federationImports.map((name) => `"${name}"`).join(', ');
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: [${imports}])`;
  return `${link}\n\n${print(withDirectives)}\n`;
}
