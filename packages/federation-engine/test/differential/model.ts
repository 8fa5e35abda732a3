/** What one seed stands for: a graph, and which subgraph holds which part of it. */
export interface Model {
  readonly seed: number;
  /** Calm data holds nulls where they may be; rough data also errors, wrong values and nulls where none may be. */
  readonly rough: boolean;
  readonly subgraphs: readonly string[];
  readonly enums: ReadonlyMap<string, EnumModel>;
  readonly inputs: ReadonlyMap<string, InputModel>;
  /** Query and Mutation are among them. */
  readonly objects: Map<string, ObjectModel>;
  readonly abstracts: Map<string, AbstractModel>;
  /** `entity|subgraph`: here some entities of that type are unknown to that subgraph. */
  readonly mayMiss: Set<string>;
}

export type TypeRef =
  | { readonly nonNull: boolean; readonly named: string; readonly of?: undefined }
  | { readonly nonNull: boolean; readonly of: TypeRef; readonly named?: undefined };

export interface EnumModel {
  readonly values: readonly string[];
  readonly hidden: string | undefined;
}

export interface InputModel {
  readonly fields: readonly ArgumentModel[];
}

export interface ArgumentModel {
  readonly name: string;
  readonly type: TypeRef;
  readonly fallback?: string | number | boolean;
  readonly hidden?: boolean;
}

export interface ObjectModel {
  readonly name: string;
  readonly kind: 'entity' | 'value' | 'root';
  readonly hidden: boolean;
  /** No field forbids null, so what a client selects beside a `@requires` cannot null the required object. */
  readonly gentle: boolean;
  /** Keys by subgraph; other subgraphs that speak of the entity know its first key only, and do not resolve it. */
  readonly homes: Map<string, readonly string[]>;
  readonly keys: readonly string[];
  readonly fields: Map<string, FieldModel>;
}

export interface AbstractModel {
  readonly name: string;
  readonly kind: 'interface' | 'union';
  readonly possible: readonly string[];
  /** Interfaces: names of fields that all possible types have. */
  readonly fields: readonly string[];
  readonly declaredIn: Set<string>;
  /** An interface with a key: one subgraph has its types, another has it as an object. */
  readonly object?: { readonly typesIn: string; readonly objectIn: string };
}

/** What a field is of an entity's identity; such a field never fails. */
export type Identity = 'id' | 'code' | 'tag' | 'part';

export interface FieldModel {
  readonly name: string;
  readonly type: TypeRef;
  readonly args: readonly ArgumentModel[];
  /** Subgraphs that resolve it. For fields of values: wherever the value is. */
  readonly homes: readonly string[];
  readonly hidden: boolean;
  readonly identity?: Identity;
  /** The interface object that brings it. */
  readonly through?: string;
  readonly externalIn: Set<string>;
  requires?: readonly Required[];
  provides?: readonly Required[];
  /** A subgraph whose own resolver of it must never be called again. */
  overriddenIn?: string;
  /** Features an operation exercises by selecting it. */
  readonly tags: Set<string>;
}

/** A selection inside `@requires` or `@provides`. */
export type Required =
  | {
      readonly field: string;
      readonly args: Readonly<Record<string, string | number | boolean>>;
      readonly below: readonly Required[];
      readonly on?: undefined;
    }
  | { readonly on: string; readonly below: readonly Required[]; readonly field?: undefined };

export function printType(type: TypeRef): string {
  return (type.of ? `[${printType(type.of)}]` : type.named) + (type.nonNull ? '!' : '');
}

export function namedType(type: TypeRef): string {
  return type.of ? namedType(type.of) : type.named;
}

export function fieldOf(model: Model, type: string, name: string): FieldModel {
  const field = model.objects.get(type)?.fields.get(name);
  if (!field) throw new Error(`The model has no field ${type}.${name}.`);
  return field;
}

/** The object types a value of this type may have. */
export function possibleTypes(model: Model, type: string): readonly string[] {
  return model.abstracts.get(type)?.possible ?? (model.objects.has(type) ? [type] : []);
}

export function isComposite(model: Model, type: string): boolean {
  return model.objects.has(type) || model.abstracts.has(type);
}
