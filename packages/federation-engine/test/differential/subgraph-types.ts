import { namedType, type Model } from './model.js';

const known = new WeakMap<Model, Map<string, ReadonlySet<string>>>();

/** Every type a subgraph declares: what it holds, and whatever that leads to. */
export function closureOf(model: Model, subgraph: string): ReadonlySet<string> {
  let ofModel = known.get(model);
  if (!ofModel) known.set(model, (ofModel = new Map()));
  const found = ofModel.get(subgraph);
  if (found) return found;
  const closure = new Set<string>();
  const add = (name: string): void => {
    if (closure.has(name) || (!model.objects.has(name) && !model.abstracts.has(name))) return;
    closure.add(name);
    const abstract = model.abstracts.get(name);
    if (abstract?.object?.objectIn === subgraph) {
      for (const field of model.objects.get(abstract.possible[0]!)!.fields.values()) {
        if (field.through && field.homes.includes(subgraph)) add(namedType(field.type));
      }
      return;
    }
    for (const possible of abstract?.possible ?? []) add(possible);
    const object = model.objects.get(name);
    for (const field of object?.fields.values() ?? []) {
      const isKey =
        field.identity !== undefined && (object?.homes.get(subgraph) ?? ['id']).join(' ').includes(field.name);
      const here =
        object?.kind === 'value' ||
        isKey ||
        field.homes.includes(subgraph) ||
        field.externalIn.has(subgraph) ||
        field.overriddenIn === subgraph;
      if (here) add(namedType(field.type));
    }
  };
  for (const object of model.objects.values()) {
    const fields = [...object.fields.values()];
    const isRootHere =
      object.kind === 'root' &&
      fields.some(({ homes, overriddenIn }) => homes.includes(subgraph) || overriddenIn === subgraph);
    if (isRootHere || object.homes.has(subgraph)) add(object.name);
  }
  for (const { name, declaredIn } of model.abstracts.values()) if (declaredIn.has(subgraph)) add(name);
  ofModel.set(subgraph, closure);
  return closure;
}
