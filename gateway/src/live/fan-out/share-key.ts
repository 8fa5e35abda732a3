import type { Prepared } from '@lianxin/federation-engine';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { GatewayRequest } from '../../guard/gateway-request.js';
import type { Standing } from '../seat.js';
import { classKey } from './visibility-class.js';

/** A subscription as it was asked for. */
export interface Subscription {
  readonly prepared: Prepared;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
  readonly request: GatewayRequest;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

interface Shape {
  readonly id: number;
  /** Variables that make a difference to the results. */
  readonly variables: readonly string[];
}

const shapes = new WeakMap<Prepared, Shape>();
let shapesSeen = 0;

/**
 * What two subscriptions have in common when they get the same results from now on: operation, variables, language and
 * visibility class. Where each begins makes no difference once both have caught up, so the variable of the subscription's
 * own `after` is not in it. Variables are compared as they were sent: `1` and `"1"` may be the same id and get two groups.
 * The topic is in it as well: a source that takes it from who is asking is never shared with who would get another.
 */
export function shareKey(
  { prepared, variables, request }: Subscription,
  { topic, audience }: Pick<Standing, 'topic' | 'audience'>,
): string {
  const shape = shapeOf(prepared);
  const values = shape.variables.map((name) => variables?.[name] ?? null);
  return `${shape.id} ${audience} ${JSON.stringify([topic, values])} ${classKey(request, audience)}`;
}

function shapeOf(prepared: Prepared): Shape {
  let shape = shapes.get(prepared);
  if (!shape) {
    const { operation, fragments = new Map() } = prepared;
    shape = { id: ++shapesSeen, variables: operation ? variablesThatMatter(operation, fragments) : [] };
    shapes.set(prepared, shape);
  }
  return shape;
}

function variablesThatMatter(operation: OperationDefinitionNode, fragments: Fragments): string[] {
  const declared = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  const after = rootField(operation.selectionSet, fragments)?.arguments?.find(({ name }) => name.value === 'after');
  if (after?.value.kind !== Kind.VARIABLE) return declared;
  const resumeFrom = after.value.name.value;
  const isUsedElsewhere = uses([operation, ...fragments.values()], resumeFrom) > 1;
  return isUsedElsewhere ? declared : declared.filter((name) => name !== resumeFrom);
}

/** The one field of a subscription. */
function rootField({ selections }: SelectionSetNode, fragments: Fragments): FieldNode | undefined {
  const [selection] = selections;
  if (selection?.kind === Kind.FIELD) return selection;
  const inner = selection?.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
  return inner && rootField(inner.selectionSet, fragments);
}

function uses(nodes: readonly (OperationDefinitionNode | FragmentDefinitionNode)[], variable: string): number {
  let count = 0;
  for (const node of nodes) {
    visit(node, {
      VariableDefinition: () => false,
      Variable: ({ name }) => void (count += name.value === variable ? 1 : 0),
    });
  }
  return count;
}
