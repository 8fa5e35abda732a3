import {
  getNamedType,
  isAbstractType,
  isListType,
  getNullableType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Contenders } from './contenders.js';
import type { Operation } from './generate-operation.js';
import type { Verdict } from './judge.js';

/** What an operation exercises: told by its text, by the fields of the model it selects, and by its answer. */
export function featuresOf(
  { monolith, model }: Contenders,
  { document }: Operation,
  { monolith: answer }: Verdict['answers'],
): Set<string> {
  const features = new Set<string>();
  const info = new TypeInfo(monolith);
  visit(
    parse(document),
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType();
        if (node.name.value === '__typename') features.add('__typename');
        else if (node.name.value.startsWith('__')) features.add('introspection');
        if (node.alias) features.add('alias');
        if (node.alias && parent && 'getFields' in parent && parent.getFields()[node.alias.value])
          features.add('alias that is a field');
        const types = parent && isAbstractType(parent) ? monolith.getPossibleTypes(parent) : parent ? [parent] : [];
        for (const { name } of types) {
          const field = model.objects.get(name)?.fields.get(node.name.value);
          for (const tag of field?.tags ?? []) features.add(tag);
          if (field && (node.arguments?.length ?? 0) > 0) features.add('arguments');
        }
        const type = info.getType();
        const list = getNullableType(type);
        if (isListType(list)) {
          features.add(isListType(getNullableType(list.ofType)) ? 'nested list' : 'list');
        }
        if (type && isAbstractType(getNamedType(type))) features.add('abstract type');
      },
      InlineFragment: (node) =>
        void features.add(node.typeCondition ? 'inline fragment' : 'inline fragment without a type'),
      FragmentSpread: () => void features.add('fragment'),
      VariableDefinition: (node) => void features.add(node.defaultValue ? 'variable with a default' : 'variable'),
      Directive: ({ name, arguments: args }) =>
        void features.add(`@${name.value} with a ${args?.[0]?.value.kind === 'Variable' ? 'variable' : 'literal'}`),
    }),
  );
  if (answer.paths.length > 0) features.add('answer with errors');
  if (answer.paths.length > 0 && answer.data === null) features.add('null reaches the root');
  if (answer.hidden.length > 0) features.add('failure below @requires');
  if (answer.text.includes('null')) features.add('answer with nulls');
  if (answer.messages.some((message) => /resolve|represent/.test(message)))
    features.add('value that is hidden or wrong');
  return features;
}
