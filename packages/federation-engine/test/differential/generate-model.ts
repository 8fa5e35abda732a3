import { connectFields } from './generate-directives.js';
import { addEntityFields, addRootFields } from './generate-fields.js';
import { generateEntities, generateInterfaceObject } from './generate-entities.js';
import { generateAbstracts, generateEnums, generateInputs, generateValues } from './generate-types.js';
import type { Model } from './model.js';
import { Random } from './random.js';

/** The model of a seed. The same seed gives the same model, in any process. */
export function generateModel(seed: number): Model {
  const random = new Random(`model ${seed}`);
  const subgraphs = Array.from({ length: random.int(2, 4) }, (_, i) => `s${i}`);
  const model: Model = {
    seed,
    rough: random.chance(0.6),
    subgraphs,
    enums: generateEnums(random),
    inputs: generateInputs(random),
    objects: new Map(),
    abstracts: new Map(),
    mayMiss: new Set(),
  };
  generateValues(model, random);
  generateEntities(model, random);
  generateAbstracts(model, random);
  generateInterfaceObject(model, random);
  addEntityFields(model, random);
  addRootFields(model, random);
  connectFields(model, random);
  return model;
}
