import {
  isTypeDefinitionNode,
  Kind,
  parse,
  type ConstValueNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { argumentOf, linkedName } from '../linked-names.js';
import type { Requirement } from './requirement.js';

/** What a supergraph asks of those who use its fields. */
export interface Requirements {
  readonly all: readonly Requirement[];
  /** Indexes of `all` that a field of an object or interface type asks; most ask nothing. */
  of(type: string, field: string): readonly number[];
}

type FieldsType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

const nothing: readonly number[] = [];

/**
 * Reads `@authenticated`, `@requiresScopes` and `@policy`. A field asks what is said of itself, of its type, of the
 * scalar, enum, object or interface it gives, and of what its `@requires` reads. A field of an interface asks what the
 * field asks in every type that implements it, since any of them may stand there. (Composition says the last two too;
 * a supergraph that was composed by something older is not less closed for that.)
 */
export function readRequirements(document: DocumentNode): Requirements {
  return new RequirementReader(document).read();
}

class RequirementReader {
  private readonly all: Requirement[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly ofNames = new Map<string, readonly number[]>();
  private readonly types = new Map<string, FieldsType>();
  private readonly implementers = new Map<string, string[]>();
  /** By coordinate. A field that is being read when it is met again, through `@requires` in a circle, adds nothing. */
  private readonly ofFields = new Map<string, readonly number[]>();
  private readonly names: Readonly<Record<'authenticated' | 'scopes' | 'policies', string>>;

  constructor(private readonly document: DocumentNode) {
    this.names = {
      authenticated: linkedName(document, 'authenticated', 'authenticated'),
      scopes: linkedName(document, 'requiresScopes', 'requiresScopes'),
      policies: linkedName(document, 'policy', 'policy'),
    };
  }

  read(): Requirements {
    for (const definition of this.document.definitions) {
      if (!isTypeDefinitionNode(definition)) continue;
      const name = definition.name.value;
      this.ofNames.set(name, this.said(definition.directives));
      if (!isFieldsType(definition)) continue;
      this.types.set(name, definition);
      for (const { name: wider } of definition.interfaces ?? []) {
        this.implementers.set(wider.value, [...(this.implementers.get(wider.value) ?? []), name]);
      }
    }
    const closed = new Map<string, readonly number[]>();
    for (const [type, { fields }] of this.types) {
      for (const field of fields ?? []) {
        const needs = this.ofField(type, field);
        if (needs.length > 0) closed.set(`${type}.${field.name.value}`, needs);
      }
    }
    return { all: this.all, of: (type, field) => closed.get(`${type}.${field}`) ?? nothing };
  }

  private ofField(type: string, field: FieldDefinitionNode): readonly number[] {
    const coordinate = `${type}.${field.name.value}`;
    const known = this.ofFields.get(coordinate);
    if (known) return known;
    this.ofFields.set(coordinate, nothing);
    const needs = [
      ...(this.ofNames.get(type) ?? nothing),
      ...this.said(field.directives),
      ...(this.ofNames.get(namedType(field.type)) ?? nothing),
      ...this.ofRequired(type, field),
      ...(this.implementers.get(type) ?? []).flatMap((implementer) => this.ofNamed(implementer, field.name.value)),
    ];
    const sorted = [...new Set(needs)].sort((a, b) => a - b);
    this.ofFields.set(coordinate, sorted);
    return sorted;
  }

  private ofNamed(type: string, name: string): readonly number[] {
    const field = this.types.get(type)?.fields?.find((candidate) => candidate.name.value === name);
    return field ? this.ofField(type, field) : nothing;
  }

  private ofRequired(type: string, field: FieldDefinitionNode): readonly number[] {
    return (field.directives ?? []).flatMap((directive) => {
      const required = directive.name.value === 'join__field' ? argumentOf(directive, 'requires') : undefined;
      if (required?.kind !== Kind.STRING) return nothing;
      const [operation] = parse(`{ ${required.value} }`, { noLocation: true }).definitions;
      return operation?.kind === Kind.OPERATION_DEFINITION ? this.ofSelections(type, operation.selectionSet) : nothing;
    });
  }

  private ofSelections(type: string, { selections }: SelectionSetNode): readonly number[] {
    return selections.flatMap((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return nothing;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        return this.ofSelections(selection.typeCondition?.name.value ?? type, selection.selectionSet);
      }
      const name = selection.name.value;
      const field = this.types.get(type)?.fields?.find((candidate) => candidate.name.value === name);
      const below = field && selection.selectionSet;
      return [
        ...this.ofNamed(type, name),
        ...(below ? this.ofSelections(namedType(field.type), selection.selectionSet) : nothing),
      ];
    });
  }

  private said(directives: readonly DirectiveNode[] | undefined): readonly number[] {
    return (directives ?? []).flatMap((directive) => {
      const { authenticated, scopes, policies } = this.names;
      switch (directive.name.value) {
        case authenticated:
          return this.numberOf({ kind: 'authenticated' });
        case scopes:
          return this.numberOf({ kind: 'scopes', anyOf: namesIn(argumentOf(directive, 'scopes')) });
        case policies:
          return this.numberOf({ kind: 'policies', anyOf: namesIn(argumentOf(directive, 'policies')) });
        default:
          return nothing;
      }
    });
  }

  private numberOf(requirement: Requirement): number {
    const key = JSON.stringify(requirement);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.all.push(requirement) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}

function isFieldsType(node: { readonly kind: Kind }): node is FieldsType {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** A list of lists of names, where GraphQL lets a single value stand for a list of it. */
function namesIn(value: ConstValueNode | undefined): string[][] {
  const items = (node: ConstValueNode | undefined): readonly ConstValueNode[] =>
    node?.kind === Kind.LIST ? node.values : node ? [node] : [];
  return items(value).map((all) => items(all).flatMap((name) => (name.kind === Kind.STRING ? [name.value] : [])));
}
