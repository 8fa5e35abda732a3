import { mayKnow } from './generate-fields.js';
import { newField, wrap } from './generate-types.js';
import {
  isComposite,
  namedType,
  possibleTypes,
  type FieldModel,
  type Model,
  type ObjectModel,
  type Required,
} from './model.js';
import type { Random } from './random.js';

/** Ties fields of several subgraphs together: `@override`, `@requires`, `@provides`; then who may miss entities. */
export function connectFields(model: Model, random: Random): void {
  for (const object of model.objects.values()) {
    if (object.kind === 'value') continue;
    const homes = object.kind === 'root' ? model.subgraphs : [...object.homes.keys()];
    for (const field of object.fields.values()) overrideField(model, random, field, homes);
  }
  for (const object of model.objects.values()) {
    if (object.kind !== 'entity' || object.name.startsWith('P')) continue;
    for (const home of object.homes.keys()) {
      if (random.chance(0.6)) addRequiringField(model, random, object, home);
    }
  }
  for (const object of model.objects.values()) {
    if (object.kind !== 'value') for (const field of object.fields.values()) provideFields(model, random, field);
  }
  findMissing(model, random);
}

function overrideField(model: Model, random: Random, field: FieldModel, homes: readonly string[]): void {
  if (field.identity || field.through || field.name === 'm' || field.homes.length !== 1 || !random.chance(0.12)) return;
  const others = homes.filter((home) => !field.homes.includes(home) && mayKnow(model, home, namedType(field.type)));
  if (others.length === 0) return;
  field.overriddenIn = random.pick(others);
  field.tags.add('override');
}

function addRequiringField(model: Model, random: Random, entity: ObjectModel, home: string): void {
  const usable = [...entity.fields.values()].filter(
    (field) => !field.type.nonNull && !field.identity && !field.through && mayBeExternal(model, field, home),
  );
  if (usable.length === 0) return;
  const name = `r${home}`;
  const tags = new Set(['requires']);
  const requires = random.some(usable, random.int(1, 2)).map((field) => require(model, random, field, home, tags, 3));
  const type = wrap(random, random.pick(['Int', 'String', 'V0']), true);
  entity.fields.set(name, newField(name, type, { homes: [home], requires, tags }));
}

/** Can a subgraph declare this field as somebody else's and select from it without nulling it? */
function mayBeExternal(model: Model, field: FieldModel, home: string): boolean {
  const named = namedType(field.type);
  if (field.name === 'g' || field.homes.includes(home) || field.overriddenIn === home || !mayKnow(model, home, named))
    return false;
  if (field.args.some(({ type }) => !['Int', 'String', 'Color', 'Boolean'].includes(type.named ?? ''))) return false;
  return isGentle(model, named);
}

function isGentle(model: Model, type: string): boolean {
  return possibleTypes(model, type).every((name) => model.objects.get(name)?.gentle);
}

function require(
  model: Model,
  random: Random,
  field: FieldModel,
  home: string,
  tags: Set<string>,
  depth: number,
): Required {
  if (!field.homes.includes(home) && field.homes.length > 0) field.externalIn.add(home);
  const args: Record<string, string | number | boolean> = {};
  for (const { name, type, fallback } of field.args) {
    if (!type.nonNull && random.chance(0.3)) continue;
    if (type.nonNull && fallback !== undefined && random.chance(0.5)) continue;
    if (type.named === 'Int') args[name] = random.int(2, 9);
    else if (type.named === 'Boolean') args[name] = random.chance(0.5);
    else args[name] = random.pick(['RED', 'GREEN']);
    tags.add('requires with arguments');
  }
  if (field.requires) tags.add('requires of requires');
  if (field.hidden) tags.add('requires of a hidden field');
  if (field.type.of) tags.add('requires through lists');
  return { field: field.name, args, below: requireBelow(model, random, namedType(field.type), home, tags, depth) };
}

function requireBelow(
  model: Model,
  random: Random,
  type: string,
  home: string,
  tags: Set<string>,
  depth: number,
): Required[] {
  if (!isComposite(model, type)) return [];
  if (model.abstracts.has(type)) {
    tags.add('requires through abstract types');
    const chosen = random.some(possibleTypes(model, type), random.int(1, 3));
    // The subgraph has to know of which type the object is: fields of two types may have one name.
    const typename: Required = { field: '__typename', args: {}, below: [] };
    return [typename, ...chosen.map((on) => ({ on, below: requireBelow(model, random, on, home, tags, depth) }))];
  }
  const object = model.objects.get(type)!;
  tags.add(object.kind === 'entity' ? 'requires through entities' : 'requires nested');
  const fields = [...object.fields.values()].filter((field) => {
    if (field.through || (field.identity && field.identity !== 'part')) return false;
    if (isComposite(model, namedType(field.type)) && depth === 0) return false;
    if (object.kind === 'entity' && (field.homes.includes(home) || field.requires)) return false;
    if (object.kind === 'entity') return mayBeExternal(model, field, home);
    return isGentle(model, namedType(field.type)) && field.args.every(({ type: { nonNull } }) => !nonNull);
  });
  const simple = fields.filter(({ args }) =>
    args.every(({ type }) => ['Int', 'String', 'Color', 'Boolean'].includes(type.named ?? '')),
  );
  if (simple.length > 0) {
    return random.some(simple, random.int(1, 2)).map((field) => require(model, random, field, home, tags, depth - 1));
  }
  return [{ field: object.kind === 'entity' ? idKnownIn(object, home) : 'label', args: {}, below: [] }];
}

/** A key field of the entity that this subgraph declares. */
function idKnownIn(entity: ObjectModel, home: string): string {
  const keys = entity.homes.get(home) ?? ['id'];
  return keys.some((key) => key.startsWith('id')) ? 'id' : '__typename';
}

function provideFields(model: Model, random: Random, field: FieldModel): void {
  const [home] = field.homes;
  const entity = model.objects.get(namedType(field.type));
  if (home === undefined || field.homes.length !== 1 || field.requires || field.through) return;
  if (entity?.kind !== 'entity' || !random.chance(0.4)) return;
  const usable = [...entity.fields.values()].filter((candidate) => {
    const type = namedType(candidate.type);
    if (candidate.identity || candidate.through || candidate.name === 'g' || candidate.args.length > 0) return false;
    if (candidate.requires || candidate.overriddenIn === home) return false;
    if (candidate.homes.includes(home) || !mayKnow(model, home, type)) return false;
    return !isComposite(model, type) || model.objects.get(type)?.kind === 'value';
  });
  if (usable.length === 0) return;
  field.provides = random.some(usable, random.int(1, 2)).map((provided) => {
    provided.externalIn.add(home);
    const object = model.objects.get(namedType(provided.type));
    const below: Required[] = object
      ? [{ field: object.fields.has('label') ? 'label' : 'part', args: {}, below: [] }]
      : [];
    return { field: provided.name, args: {}, below };
  });
  field.tags.add('provides');
}

/**
 * A subgraph may miss entities when it only completes them: nobody else takes a key or a required field from it, and
 * none of its fields leads to the entity. Then the answer is the same by whichever way a plan goes.
 */
function findMissing(model: Model, random: Random): void {
  for (const entity of model.objects.values()) {
    if (entity.kind !== 'entity' || entity.homes.size < 2) continue;
    for (const [home, keys] of entity.homes) {
      if (keys.length !== 1 || keys[0] !== 'id' || entity.name.startsWith('P') || !random.chance(0.7)) continue;
      const fields = [...entity.fields.values()].filter(({ homes }) => homes.includes(home));
      const alone = fields.every(({ homes, externalIn }) => homes.length === 1 && externalIn.size === 0);
      if (alone && !isLedTo(model, entity.name, home)) model.mayMiss.add(`${entity.name}|${home}`);
    }
  }
}

function isLedTo(model: Model, entity: string, subgraph: string): boolean {
  for (const object of model.objects.values()) {
    for (const { homes, type, externalIn } of object.fields.values()) {
      const here = object.kind === 'value' || homes.includes(subgraph) || externalIn.has(subgraph);
      if (here && possibleTypes(model, namedType(type)).includes(entity)) return true;
    }
  }
  return false;
}
