import {
  astFromValue,
  getNullableType,
  Kind,
  parse,
  parseType,
  print,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
  type ArgumentNode,
  type ConstValueNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type ObjectFieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type TypeNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';

/** Numbers from 0 to 1 that are the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One way to write an operation. */
export interface Spelling {
  readonly document: string;
  readonly variables: Record<string, unknown>;
}

/**
 * Writes an operation in another way that asks for exactly the same: other order, repetitions, fields split in two,
 * fragments with and without names, directives that change nothing, values in variables and their defaults at any depth
 * of an input, defaults of arguments written out or left out.
 */
export function respell(schema: GraphQLSchema, document: string, random: () => number): Spelling {
  return new Respelling(schema, random).write(document);
}

const name = (value: string): { kind: Kind.NAME; value: string } => ({ kind: Kind.NAME, value });

class Respelling {
  private readonly variables: Record<string, unknown> = { yes: true };
  private readonly definitions: VariableDefinitionNode[] = [];
  private readonly fragments: FragmentDefinitionNode[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: () => number,
  ) {}

  write(text: string): Spelling {
    const info = new TypeInfo(this.schema);
    const written = visit(parse(text, { noLocation: true }), {
      ...visitWithTypeInfo(info, {
        Argument: { leave: (node) => this.value(node, info.getInputType(), info.getArgument()?.defaultValue) },
        ObjectField: { leave: (node) => this.value(node, info.getInputType(), undefined) },
        Field: { leave: (node) => this.writeOut(node, info) },
        SelectionSet: {
          leave: (node) => ({
            ...node,
            selections: this.selections(node.selections, info.getParentType()?.name ?? ''),
          }),
        },
      }),
    });
    const operation = written.definitions[0] as OperationDefinitionNode;
    const yes = this.define('yes', parseType('Boolean!'), undefined);
    const variableDefinitions = [...this.definitions, yes];
    // A variable has to be used somewhere.
    const used = this.included({ kind: Kind.FIELD, name: name('__typename') }, true);
    const selections = [...operation.selectionSet.selections, used];
    const own = { ...operation, variableDefinitions, selectionSet: { ...operation.selectionSet, selections } };
    return {
      document: print({ kind: Kind.DOCUMENT, definitions: this.shuffled([own, ...this.fragments]) }),
      variables: this.variables,
    };
  }

  private chance(of: number): boolean {
    return this.random() < of;
  }

  private shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, at: this.random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }

  private selections(selections: readonly SelectionNode[], type: string): SelectionNode[] {
    const more = selections.flatMap((selection) => {
      const parts = this.chance(0.3) ? this.split(selection) : [selection];
      return this.chance(0.2) ? [...parts, selection] : parts;
    });
    return this.shuffled(more).map((selection) => (this.chance(0.4) ? this.wrapped(selection, type) : selection));
  }

  private split(selection: SelectionNode): SelectionNode[] {
    const inner = selection.kind === Kind.FIELD ? (selection.selectionSet?.selections ?? []) : [];
    if (inner.length < 2) return [selection];
    return [inner.slice(0, 1), inner.slice(1)].map((selections) => ({
      ...(selection as FieldNode),
      selectionSet: { kind: Kind.SELECTION_SET, selections },
    }));
  }

  private included(selection: SelectionNode, byVariable = this.chance(0.5)): SelectionNode {
    const value: ValueNode = byVariable
      ? { kind: Kind.VARIABLE, name: name('yes') }
      : { kind: Kind.BOOLEAN, value: true };
    const directive = {
      kind: Kind.DIRECTIVE as const,
      name: name('include'),
      arguments: [{ kind: Kind.ARGUMENT as const, name: name('if'), value }],
    };
    return { ...selection, directives: [...(selection.directives ?? []), directive] };
  }

  private wrapped(selection: SelectionNode, type: string): SelectionNode {
    const typeCondition = { kind: Kind.NAMED_TYPE as const, name: name(type) };
    const selectionSet = { kind: Kind.SELECTION_SET as const, selections: [selection] };
    if (this.chance(0.3)) return this.included(selection);
    if (this.chance(0.5)) {
      const condition = this.chance(0.5) ? { typeCondition } : {};
      return { kind: Kind.INLINE_FRAGMENT, selectionSet, ...condition };
    }
    const fragment = name(`F${this.fragments.length}`);
    this.fragments.push({ kind: Kind.FRAGMENT_DEFINITION, name: fragment, typeCondition, selectionSet });
    return { kind: Kind.FRAGMENT_SPREAD, name: fragment };
  }

  /** An argument or input field as it is, in a variable, in the default of a variable, or left out where it may be. */
  private value<Node extends ArgumentNode | ObjectFieldNode>(
    node: Node,
    type: GraphQLInputType | null | undefined,
    defaultValue: unknown,
  ): Node | null {
    const literal = print(node.value);
    if (defaultValue !== undefined && literal === JSON.stringify(defaultValue) && this.chance(0.5)) return null;
    if (!type || literal.includes('$') || this.chance(0.4)) return node;
    const variable = `v${this.definitions.length}`;
    if (this.chance(0.5) && node.value.kind !== Kind.NULL) {
      const nullable = parseType(String(getNullableType(type)));
      this.definitions.push(this.define(variable, nullable, node.value as ConstValueNode));
    } else {
      this.definitions.push(this.define(variable, parseType(String(type)), undefined));
      this.variables[variable] = valueFromASTUntyped(node.value);
    }
    return { ...node, value: { kind: Kind.VARIABLE, name: name(variable) } };
  }

  /** The field with some of the defaults of its arguments written out. */
  private writeOut(node: FieldNode, info: TypeInfo): FieldNode {
    const given = new Set(node.arguments?.map((argument) => argument.name.value));
    const more = (info.getFieldDef()?.args ?? []).flatMap((argument): ArgumentNode[] => {
      const value = argument.defaultValue === undefined ? null : astFromValue(argument.defaultValue, argument.type);
      if (!value || given.has(argument.name) || this.chance(0.5)) return [];
      return [{ kind: Kind.ARGUMENT, name: name(argument.name), value }];
    });
    return { ...node, arguments: this.shuffled([...(node.arguments ?? []), ...more]) };
  }

  private define(variable: string, type: TypeNode, value: ConstValueNode | undefined): VariableDefinitionNode {
    return {
      kind: Kind.VARIABLE_DEFINITION,
      variable: { kind: Kind.VARIABLE, name: name(variable) },
      type,
      ...(value && { defaultValue: value }),
    };
  }
}
