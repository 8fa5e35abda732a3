import { closureOf } from './subgraph-types.js';
import {
  printType,
  type ArgumentModel,
  type FieldModel,
  type Model,
  type ObjectModel,
  type Required,
} from './model.js';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@provides", ' +
  '"@external", "@shareable", "@override", "@inaccessible", "@interfaceObject"])\n';

/** The SDL of one subgraph. */
export function subgraphSdl(model: Model, subgraph: string): string {
  const parts = [link, leafSdl(model, true)];
  for (const name of closureOf(model, subgraph)) {
    const object = model.objects.get(name);
    parts.push(object ? objectSdl(model, object, subgraph) : abstractSdl(model, name, subgraph));
  }
  return parts.join('\n');
}

/** Enums, scalars and inputs: the same everywhere; only subgraphs know the hidden parts. */
export function leafSdl(model: Model, federated: boolean): string {
  const parts = ['scalar Json', 'scalar Moment'];
  for (const [name, { values, hidden }] of model.enums) {
    const shown = values.filter((value) => federated || value !== hidden);
    const words = shown.map((value) => value + (value === hidden ? ' @inaccessible' : ''));
    parts.push(`enum ${name} { ${words.join(' ')} }`);
  }
  for (const [name, { fields }] of model.inputs) {
    const shown = fields.filter(({ hidden }) => federated || !hidden);
    parts.push(`input ${name} { ${shown.map(argumentSdl).join(' ')} }`);
  }
  return parts.join('\n');
}

function argumentSdl({ name, type, fallback, hidden }: ArgumentModel): string {
  const isText = type.named === 'String' || type.named === 'ID';
  const value = isText ? JSON.stringify(fallback) : String(fallback);
  return `${name}: ${printType(type)}${fallback === undefined ? '' : ` = ${value}`}${hidden ? ' @inaccessible' : ''}`;
}

export function fieldSdl({ name, args, type }: Pick<FieldModel, 'name' | 'args' | 'type'>): string {
  return `${name}${args.length > 0 ? `(${args.map(argumentSdl).join(', ')})` : ''}: ${printType(type)}`;
}

/** The fields of an object that a subgraph declares. */
export function fieldsIn(object: ObjectModel, subgraph: string): FieldModel[] {
  const keys = keysIn(object, subgraph).join(' ');
  return [...object.fields.values()].filter(
    (field) =>
      object.kind === 'value' ||
      field.homes.includes(subgraph) ||
      (field.identity !== undefined && keys.includes(field.name)) ||
      field.externalIn.has(subgraph) ||
      field.overriddenIn === subgraph,
  );
}

function keysIn(object: ObjectModel, subgraph: string): readonly string[] {
  return object.homes.get(subgraph) ?? object.keys.slice(0, 1);
}

function objectSdl(model: Model, object: ObjectModel, subgraph: string): string {
  const implemented = [...model.abstracts.values()].filter(
    ({ name, kind, possible, object: split, declaredIn }) =>
      kind === 'interface' &&
      possible.includes(object.name) &&
      (split ? split.typesIn === subgraph : declaredIn.has(subgraph) || closureOf(model, subgraph).has(name)),
  );
  const stub = object.kind === 'entity' && !object.homes.has(subgraph);
  const keys = object.kind === 'entity' ? keysIn(object, subgraph) : [];
  const words = [
    `type ${object.name}`,
    ...(implemented.length > 0 ? [`implements ${implemented.map(({ name }) => name).join(' & ')}`] : []),
    ...keys.map((key) => `@key(fields: "${key}"${stub ? ', resolvable: false' : ''})`),
    ...(object.kind === 'value' ? ['@shareable'] : []),
    ...(object.hidden ? ['@inaccessible'] : []),
  ];
  const fields = fieldsIn(object, subgraph).map((field) => `  ${federatedField(object, field, subgraph)}`);
  return `${words.join(' ')} {\n${fields.join('\n')}\n}`;
}

function federatedField(object: ObjectModel, field: FieldModel, subgraph: string): string {
  const words = [fieldSdl(field)];
  if (field.externalIn.has(subgraph)) words.push('@external');
  else if (field.hidden) words.push('@inaccessible');
  if (object.kind !== 'value' && field.homes.length > 1 && field.homes.includes(subgraph)) words.push('@shareable');
  if (field.identity === 'code' || field.identity === 'tag') words.push('@shareable');
  if (field.homes.includes(subgraph)) {
    if (field.overriddenIn !== undefined) words.push(`@override(from: "${field.overriddenIn}")`);
    if (field.requires) words.push(`@requires(fields: ${JSON.stringify(printRequired(field.requires))})`);
    if (field.provides) words.push(`@provides(fields: ${JSON.stringify(printRequired(field.provides))})`);
  }
  return words.join(' ');
}

function abstractSdl(model: Model, name: string, subgraph: string): string {
  const { kind, possible, object } = model.abstracts.get(name)!;
  if (kind === 'union') return `union ${name} = ${possible.join(' | ')}`;
  const fields = interfaceFields(model, name, subgraph);
  if (object?.objectIn === subgraph) {
    const first = model.objects.get(possible[0]!)!;
    const words = fields.map((field) => `  ${federatedField(first, field, subgraph)}`);
    return `type ${name} @key(fields: "id") @interfaceObject {\n${words.join('\n')}\n}`;
  }
  const key = object ? ' @key(fields: "id")' : '';
  return `interface ${name}${key} {\n${fields.map((field) => `  ${fieldSdl(field)}`).join('\n')}\n}`;
}

/** Fields of an interface as a subgraph declares it: non-null only where every type of it says so. */
export function interfaceFields(model: Model, name: string, subgraph: string | undefined): FieldModel[] {
  const { possible, fields, object } = model.abstracts.get(name)!;
  return fields.flatMap((fieldName) => {
    const all = possible.map((type) => model.objects.get(type)!.fields.get(fieldName)!);
    const first = all[0]!;
    const isValue = model.objects.get(possible[0]!)!.kind === 'value';
    const here =
      subgraph === undefined ||
      isValue ||
      first.identity === 'id' ||
      first.homes.includes(subgraph) ||
      (object?.objectIn === subgraph && first.externalIn.has(subgraph));
    const nonNull = all.every(({ type }) => type.nonNull);
    return here ? [{ ...first, type: { ...first.type, nonNull } }] : [];
  });
}

function printRequired(selections: readonly Required[]): string {
  return selections
    .map((selection) => {
      const below = selection.below.length > 0 ? ` { ${printRequired(selection.below)} }` : '';
      if (selection.on !== undefined) return `... on ${selection.on}${below}`;
      const args = Object.entries(selection.args).map(([name, value]) => `${name}: ${literal(name, value)}`);
      return `${selection.field}${args.length > 0 ? `(${args.join(', ')})` : ''}${below}`;
    })
    .join(' ');
}

function literal(name: string, value: string | number | boolean): string {
  return name === 'color' ? String(value) : JSON.stringify(value);
}
