import {
  Kind,
  OverlappingFieldsCanBeMergedRule,
  parse,
  print,
  validate,
  ValuesOfCorrectTypeRule,
  VariablesInAllowedPositionRule,
  visit,
  type ASTNode,
  type GraphQLSchema,
} from 'graphql';

/** The rules that what the generator writes may break. Our engine applies all of them. */
const otherRules = [VariablesInAllowedPositionRule, ValuesOfCorrectTypeRule];

/** Two fields of one key that cannot be merged get different keys; undefined when something else is wrong, too. */
export function mended(schema: GraphQLSchema, text: string): string | undefined {
  let document = parse(text, { noLocation: true });
  if (validate(schema, document, otherRules).length > 0) return undefined;
  let names = 0;
  for (let attempt = 0; attempt < 6; attempt++) {
    const conflicts = validate(schema, document, [OverlappingFieldsCanBeMergedRule]);
    if (conflicts.length === 0) return attempt === 0 ? text : print(document);
    // The last node a conflict names is the innermost field of its second side.
    const renamed = new Set<ASTNode | undefined>(conflicts.map(({ nodes }) => nodes?.at(-1)));
    document = visit(document, {
      Field: (field) =>
        renamed.has(field) ? { ...field, alias: { kind: Kind.NAME, value: `k${names++}` } } : undefined,
    });
  }
  return undefined;
}
