import { generateArguments, leafTypes, newField, wrap } from './generate-types.js';
import type { FieldModel, Model, ObjectModel } from './model.js';
import type { Random } from './random.js';

const names = ['a', 'b', 'c', 'd', 'name', 'size', 'list', 'kind'];

/** May this subgraph speak of this type? Beside an interface object its concrete types may not stand. */
export function mayKnow(model: Model, subgraph: string, type: string): boolean {
  const object = model.abstracts.get('I')?.object;
  if (type === 'I') return subgraph === object?.typesIn || subgraph === object?.objectIn;
  return !type.startsWith('P') || subgraph !== object?.objectIn;
}

/** Fields of entities: of any type, some in two subgraphs, some hidden from the public. */
export function addEntityFields(model: Model, random: Random): void {
  for (const entity of model.objects.values()) {
    if (entity.kind !== 'entity') continue;
    const homes = [...entity.homes.keys()];
    for (const home of homes) {
      for (const name of random.some(names, random.int(1, 3))) {
        if (entity.fields.has(name)) continue;
        const named = anyType(model, random, home);
        const second = random.chance(0.25) ? random.pick(homes) : home;
        const shared = second !== home && mayKnow(model, second, named);
        const hidden = random.chance(0.1);
        entity.fields.set(
          name,
          newField(name, wrap(random, named, entity.gentle), {
            args: generateArguments(random),
            homes: shared ? [home, second] : [home],
            hidden,
            tags: new Set(shared ? ['shareable'] : []),
          }),
        );
      }
    }
  }
}

function anyType(model: Model, random: Random, home: string): string {
  if (random.chance(0.45)) return random.pick(leafTypes);
  return compositeType(model, random, home);
}

function compositeType(model: Model, random: Random, home: string): string {
  const objects = [...model.objects.values()].filter(({ name, hidden }) => /^[VEP]\d/.test(name) && !hidden);
  const names = [...objects.map(({ name }) => name), ...model.abstracts.keys(), ...model.abstracts.keys()];
  return random.pick(names.filter((name) => mayKnow(model, home, name)));
}

/** Root fields: the ways into the graph, in every subgraph. A mutation's answer tells when its turn was. */
export function addRootFields(model: Model, random: Random): void {
  const query = addRoot(model, 'Query');
  let count = 0;
  const add = (root: ObjectModel, home: string, named: string, more: Partial<FieldModel>): void => {
    const name = `${root.name === 'Query' ? 'q' : 'm'}${count++}`;
    root.fields.set(
      name,
      newField(name, wrap(random, named, random.chance(0.8)), {
        args: generateArguments(random),
        homes: [home],
        ...more,
      }),
    );
  };
  for (const home of model.subgraphs) {
    const fields = random.int(1, 2);
    for (let i = 0; i < fields; i++) {
      const named = random.chance(0.9) ? compositeType(model, random, home) : random.pick(leafTypes);
      const second = random.pick(model.subgraphs);
      const shared = random.chance(0.15) && second !== home && mayKnow(model, second, named);
      add(query, home, named, shared ? { homes: [home, second], tags: new Set(['shareable']) } : {});
    }
  }
  const object = model.abstracts.get('I')?.object;
  if (object) {
    const more = { tags: new Set(['interface object at the root']) };
    if (random.chance(0.6)) add(query, object.typesIn, 'I', {});
    add(query, object.objectIn, 'I', more);
  }
  if (random.chance(0.4)) return;
  const mutation = addRoot(model, 'Mutation');
  count = 0;
  for (let i = random.int(2, 4); i > 0; i--) {
    const home = random.pick(model.subgraphs);
    add(mutation, home, anyType(model, random, home), { tags: new Set(['mutation']) });
  }
}

function addRoot(model: Model, name: string): ObjectModel {
  const root: ObjectModel = {
    name,
    kind: 'root',
    hidden: false,
    gentle: false,
    homes: new Map(),
    keys: [],
    fields: new Map(),
  };
  model.objects.set(name, root);
  return root;
}
