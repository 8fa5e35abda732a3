import { Kind, type ConstDirectiveNode, type ConstValueNode, type DirectiveNode, type DocumentNode } from 'graphql';

/**
 * The name that a schema gives to a directive of a specification (`https://…/cost/v0.1`): what its `@link` imports it
 * as, what the `@link` itself is called when the directive has the specification's own name, or the plain name.
 */
export function linkedName(document: DocumentNode, specification: string, directive: string): string {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const link of definition.directives ?? []) {
      const url = textOf(argumentOf(link, 'url'));
      if (!url?.replace(/\/v[\d.]+$/, '').endsWith(`/${specification}`)) continue;
      const imports = argumentOf(link, 'import');
      for (const entry of imports?.kind === Kind.LIST ? imports.values : []) {
        const name = importedAs(entry, directive);
        if (name !== undefined) return name;
      }
      if (specification === directive) return textOf(argumentOf(link, 'as')) ?? directive;
    }
  }
  return directive;
}

function importedAs(entry: ConstValueNode, directive: string): string | undefined {
  if (entry.kind !== Kind.OBJECT) return textOf(entry) === `@${directive}` ? directive : undefined;
  const text = (key: string): string | undefined =>
    textOf(entry.fields.find((field) => field.name.value === key)?.value)?.replace(/^@/, '');
  return text('name') === directive ? (text('as') ?? directive) : undefined;
}

/** The value of an argument of a directive. */
export function argumentOf(directive: DirectiveNode, name: string): ConstValueNode | undefined {
  return (directive as ConstDirectiveNode).arguments?.find((argument) => argument.name.value === name)?.value;
}

function textOf(value: ConstValueNode | undefined): string | undefined {
  return value?.kind === Kind.STRING ? value.value : undefined;
}
