import { leafTypes, newField, wrap } from './generate-types.js';
import type { FieldModel, Model, ObjectModel } from './model.js';
import type { Random } from './random.js';

const keySets = [
  ['id'],
  ['id'],
  ['id', 'code'],
  ['id', 'tag { part }'],
  ['id', 'id code'],
  ['id', 'code', 'tag { part }'],
] as const;

/** Entities with their keys. The first home knows every key, so that every home can be reached from every other. */
export function generateEntities(model: Model, random: Random): void {
  const count = random.int(2, 4);
  for (let i = 0; i < count; i++) {
    const keys = random.pick(keySets);
    const homes = random.some(model.subgraphs, random.int(1, model.subgraphs.length));
    const first = random.pick(homes);
    const entity = addEntity(model, `E${i}`, keys, random.chance(0.6));
    for (const home of homes) {
      entity.homes.set(home, home === first ? keys : random.some(keys, random.int(1, keys.length)));
    }
  }
}

/**
 * An interface with a key, its types in one subgraph, and the interface as an object in another. That its fields require
 * some of the types' fields is in `interface-object-requires.spec.ts`, and not generated.
 */
export function generateInterfaceObject(model: Model, random: Random): void {
  if (random.chance(0.5)) return;
  const [typesIn, objectIn] = random.chance(0.5) ? ['s0', 's1'] : ['s1', 's0'];
  const brought = newField('g', wrap(random, random.pick(leafTypes), true), { homes: [typesIn] });
  const added: FieldModel[] = ['o', 'p'].map((name) =>
    newField(name, wrap(random, random.pick([...leafTypes, 'V0', 'E0']), random.chance(0.5)), {
      homes: [objectIn],
      through: 'I',
      tags: new Set(['interface object']),
    }),
  );
  for (const name of ['P0', 'P1']) {
    const entity = addEntity(model, name, ['id'], false);
    entity.homes.set(typesIn, ['id']);
    const other = model.subgraphs.find((subgraph) => subgraph !== typesIn && subgraph !== objectIn);
    if (other !== undefined && random.chance(0.5)) entity.homes.set(other, ['id']);
    for (const field of [brought, ...added]) entity.fields.set(field.name, field);
  }
  model.abstracts.set('I', {
    name: 'I',
    kind: 'interface',
    possible: ['P0', 'P1'],
    fields: ['id', 'g', 'o', 'p'],
    declaredIn: new Set([typesIn, objectIn]),
    object: { typesIn, objectIn },
  });
}

function addEntity(model: Model, name: string, keys: readonly string[], gentle: boolean): ObjectModel {
  const fields = new Map<string, FieldModel>();
  const add = (field: FieldModel): void => void fields.set(field.name, field);
  add(newField('id', { named: 'ID', nonNull: true }, { identity: 'id' }));
  const words = keys.join(' ');
  if (words.includes('code')) add(newField('code', { named: 'Int', nonNull: true }, { identity: 'code' }));
  if (words.includes('tag')) {
    add(newField('tag', { named: `Tag${name}`, nonNull: true }, { identity: 'tag' }));
    const part = newField('part', { named: 'String', nonNull: true }, { identity: 'part' });
    model.objects.set(`Tag${name}`, {
      name: `Tag${name}`,
      kind: 'value',
      hidden: false,
      gentle: true,
      homes: new Map(),
      keys: [],
      fields: new Map([['part', part]]),
    });
  }
  const entity: ObjectModel = { name, kind: 'entity', hidden: false, gentle, homes: new Map(), keys, fields };
  model.objects.set(name, entity);
  return entity;
}
