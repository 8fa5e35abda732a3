import type { ArgumentModel, EnumModel, FieldModel, InputModel, Model, TypeRef } from './model.js';
import type { Random } from './random.js';

export const leafTypes = ['Int', 'Float', 'String', 'Boolean', 'ID', 'Color', 'Level', 'Json', 'Moment'] as const;

export function generateEnums(random: Random): Map<string, EnumModel> {
  return new Map([
    ['Color', { values: ['RED', 'GREEN', 'BLUE'], hidden: undefined }],
    ['Level', { values: ['LOW', 'MIDDLE', 'HIGH'], hidden: random.chance(0.5) ? 'MIDDLE' : undefined }],
  ]);
}

export function generateInputs(random: Random): Map<string, InputModel> {
  const fields: ArgumentModel[] = [
    { name: 'text', type: { named: 'String', nonNull: random.chance(0.3) } },
    { name: 'level', type: { named: 'Color', nonNull: false }, fallback: 'GREEN' },
    { name: 'numbers', type: { of: { named: 'Int', nonNull: random.chance(0.5) }, nonNull: false } },
    { name: 'old', type: { named: 'Int', nonNull: false }, hidden: true },
  ];
  if (random.chance(0.5)) fields.push({ name: 'also', type: { named: 'Filter', nonNull: false } });
  return new Map([['Filter', { fields }]]);
}

/** A type around `named`: often a list, now and then a list of lists. */
export function wrap(random: Random, named: string, nullable: boolean): TypeRef {
  const nonNull = (): boolean => random.chance(0.3);
  let type: TypeRef = { named, nonNull: nonNull() };
  while (random.chance(0.3)) type = { of: type, nonNull: nonNull() };
  return nullable ? { ...type, nonNull: false } : type;
}

export function generateArguments(random: Random): ArgumentModel[] {
  if (random.chance(0.65)) return [];
  const kinds: ArgumentModel[] = [
    { name: 'x', type: { named: 'Int', nonNull: false }, fallback: 1 },
    { name: 'x', type: { named: 'Int', nonNull: true } },
    { name: 'color', type: { named: 'Color', nonNull: false }, fallback: 'RED' },
    { name: 'text', type: { named: 'String', nonNull: false } },
    { name: 'filter', type: { named: 'Filter', nonNull: false } },
    { name: 'ids', type: { of: { named: 'ID', nonNull: true }, nonNull: random.chance(0.3) } },
    { name: 'json', type: { named: 'Json', nonNull: false } },
    { name: 'yes', type: { named: 'Boolean', nonNull: true }, fallback: true },
  ];
  const chosen = new Map(random.some(kinds, random.int(1, 2)).map((argument) => [argument.name, argument]));
  return [...chosen.values()];
}

export function newField(name: string, type: TypeRef, more: Partial<FieldModel> = {}): FieldModel {
  return { name, type, args: [], homes: [], hidden: false, externalIn: new Set(), tags: new Set(), ...more };
}

/** Values: objects without a key, in every subgraph that speaks of them. One may be hidden, another an interface's. */
export function generateValues(model: Model, random: Random): void {
  const count = random.int(2, 4);
  for (let i = 0; i < count; i++) {
    const name = `V${i}`;
    const gentle = random.chance(0.6);
    const hidden = i === count - 1 && i > 1 && random.chance(0.5);
    const fields = new Map([['label', newField('label', { named: 'String', nonNull: !gentle && random.chance(0.3) })]]);
    for (const field of random.some(['a', 'b', 'c', 'd'], random.int(1, 3))) {
      const inner = i > 0 && random.chance(0.3) ? `V${random.int(0, Math.min(i - 1, 1))}` : random.pick(leafTypes);
      fields.set(field, newField(field, wrap(random, inner, gentle), { args: generateArguments(random) }));
    }
    model.objects.set(name, { name, kind: 'value', hidden, gentle, homes: new Map(), keys: [], fields });
  }
}

/** A union of values and entities, an interface of values, and one of entities. */
export function generateAbstracts(model: Model, random: Random): void {
  const objects = [...model.objects.values()].filter(({ name }) => /^[VE]\d/.test(name));
  const visible = objects.filter(({ hidden }) => !hidden).map(({ name }) => name);
  const hidden = objects.filter((object) => object.hidden).map(({ name }) => name);
  const values = objects.filter(({ kind }) => kind === 'value').map(({ name }) => name);
  const add = (name: string, kind: 'interface' | 'union', possible: readonly string[], fields: string[]): void => {
    model.abstracts.set(name, { name, kind, possible, fields, declaredIn: new Set() });
  };
  add('U', 'union', [...random.some(visible, random.int(2, 4)), ...hidden], []);
  add('N', 'interface', values, ['label']);
  const entities = objects.filter(({ kind, homes }) => kind === 'entity' && everyHomeHasId(homes));
  if (entities.length < 2) return;
  // Only these subgraphs bring the field; in others the interface may be known without it.
  const homes = random.some(model.subgraphs, random.int(1, 2));
  const type = wrap(random, random.pick([...leafTypes, 'V0']), true);
  const args = generateArguments(random);
  for (const entity of entities) {
    for (const home of homes) if (!entity.homes.has(home)) entity.homes.set(home, ['id']);
    entity.fields.set('m', newField('m', type, { args, homes, tags: new Set(['interface field']) }));
  }
  add(
    'M',
    'interface',
    entities.map(({ name }) => name),
    ['id', 'm'],
  );
  for (const home of homes) model.abstracts.get('M')?.declaredIn.add(home);
}

function everyHomeHasId(homes: ReadonlyMap<string, readonly string[]>): boolean {
  return [...homes.values()].every((keys) => keys.includes('id'));
}
