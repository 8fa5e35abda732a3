import {
  buildSchema,
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { type FieldModel, type Model, type ObjectModel } from './model.js';
import { fieldSdl, interfaceFields, leafSdl } from './model-to-sdl.js';
import { nameOf, type OperationContext } from './model-to-subgraphs.js';
import { requiredValues } from './required-values.js';
import { closureOf } from './subgraph-types.js';
import { computeField, isMissing, type Subject } from './values.js';

/** Where a `@requires` met a failure: the object that requires, and the path below it in names of fields. */
export interface HiddenFailure {
  readonly at: readonly (string | number)[];
  readonly below: readonly (string | number)[];
}

export interface MonolithContext extends OperationContext {
  readonly hidden: HiddenFailure[];
}

/** The public graph of the model as one schema, with the same values behind it. */
export function monolithSchema(model: Model): GraphQLSchema {
  const schema = buildSchema(monolithSdl(model), { assumeValidSDL: true });
  for (const type of Object.values(schema.getTypeMap())) {
    const object = isObjectType(type) ? model.objects.get(type.name) : undefined;
    if (!object || !isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = resolver(model, object, object.fields.get(field.name)!);
    }
  }
  return schema;
}

function resolver(
  model: Model,
  object: ObjectModel,
  field: FieldModel,
): GraphQLFieldResolver<Subject | undefined, MonolithContext> {
  return (subject, args, context, info) => {
    const truth =
      field.requires &&
      requiredValues(model, object.name, subject!.subject, field.requires, (below) => {
        context.hidden.push({ at: pathOf(info.path.prev), below });
      });
    const required = (subject && context.misled?.insteadOf(object, field, subject.subject)) ?? truth;
    const [home] = field.homes;
    if (subject && field.homes.length === 1 && isMissing(model, object.name, subject.subject, home!)) return null;
    return computeField(model, nameOf(object, subject, context), field, args, required);
  };
}

function pathOf(path: GraphQLResolveInfo['path'] | undefined): (string | number)[] {
  return path ? [...pathOf(path.prev), path.key] : [];
}

function monolithSdl(model: Model): string {
  const declared = new Set(model.subgraphs.flatMap((subgraph) => [...closureOf(model, subgraph)]));
  const isShown = (name: string): boolean => declared.has(name) && !model.objects.get(name)?.hidden;
  const parts = [leafSdl(model, false)];
  for (const { name, kind, possible } of model.abstracts.values()) {
    if (!isShown(name)) continue;
    if (kind === 'union') parts.push(`union ${name} = ${possible.filter(isShown).join(' | ')}`);
    else parts.push(`interface ${name} { ${interfaceFields(model, name, undefined).map(fieldSdl).join('\n')} }`);
  }
  for (const object of model.objects.values()) {
    const fields = [...object.fields.values()].filter(({ hidden }) => !hidden);
    const isReached = object.kind !== 'entity' && object.kind !== 'value' ? fields.length > 0 : isShown(object.name);
    if (!isReached) continue;
    const implemented = [...model.abstracts.values()].filter(
      ({ name, kind, possible }) => kind === 'interface' && isShown(name) && possible.includes(object.name),
    );
    const words = implemented.length > 0 ? ` implements ${implemented.map(({ name }) => name).join(' & ')}` : '';
    parts.push(`type ${object.name}${words} { ${fields.map(fieldSdl).join('\n')} }`);
  }
  return parts.join('\n');
}
