import type { Engine, Prepared, TextResult } from '@lianxin/federation-engine';
import { type ExecutionResult, GraphQLError, Kind, OperationTypeNode, parse } from 'graphql';
import { AppError } from '@lianxin/errors';
import type { GatewayRequest } from '../../src/guard/gateway-request.js';
import { type LiveEvent, transitionOf } from '../../src/live/follow-suggestions.js';
import type { LiveParts } from '../../src/live/live.context.js';
import { liveSources } from '../../src/live/live.sources.js';

type Field = keyof typeof liveSources;

/** The subscriptions that readers ask for. */
export const documents: Readonly<Record<'stationFeed' | 'suggestionProgress', string>> = {
  stationFeed:
    'subscription($id: ID!, $after: String) { stationFeed(stationId: $id, after: $after) { cursor suggestion { id } } }',
  suggestionProgress:
    'subscription($id: ID!, $after: String) { suggestionProgress(id: $id, after: $after) { cursor suggestion { id } } }',
};

/** A document is prepared once in a process, as the engine's cache does it. */
const preparations = new Map<string, Prepared>();

function prepare(document: string): Prepared {
  const known = preparations.get(document);
  if (known) return known;
  const { definitions } = parse(document, { noLocation: true });
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const prepared: Prepared = {
    operationType: OperationTypeNode.SUBSCRIPTION,
    fragments: new Map(),
    ...(operation && { operation }),
  };
  preparations.set(document, prepared);
  return prepared;
}

function fieldOf({ operation }: Prepared): Field {
  const selection = operation?.selectionSet.selections[0];
  return (selection?.kind === Kind.FIELD ? selection.name.value : '') as Field;
}

const failed = (cause: unknown): ExecutionResult => ({
  data: null,
  errors: [
    cause instanceof GraphQLError
      ? cause
      : new GraphQLError('', { originalError: cause instanceof AppError ? cause : new AppError('INTERNAL') }),
  ],
});

/**
 * Stands in for the federation engine where a stream needs it, and keeps what it promises of streams: a refusal or a
 * failure is a result; the source's next event is asked for when the next result is; the end of one is that of the other.
 */
export function simulatedEngine(
  live: LiveParts,
  step: (label: string) => Promise<void>,
): Pick<Engine<GatewayRequest>, 'known' | 'prepare' | 'stream' | 'streamText'> {
  async function* stream(
    prepared: Prepared,
    variables: Readonly<Record<string, unknown>> | null | undefined,
    request: GatewayRequest,
  ): AsyncGenerator<ExecutionResult, undefined> {
    const field = fieldOf(prepared);
    const { id, after } = variables ?? {};
    try {
      const source = await liveSources[field]({ id, stationId: id, after }, { request, live });
      for await (const event of source) {
        await step('resolves an event');
        try {
          const { cursor, suggestion } = transitionOf(event as LiveEvent);
          yield { data: { [field]: { cursor, suggestion: suggestion && { id: suggestion.id } } } };
        } catch (cause) {
          yield failed(cause);
        }
      }
    } catch (cause) {
      yield failed(cause);
    }
  }
  async function* streamText(
    prepared: Prepared,
    variables: Readonly<Record<string, unknown>> | null | undefined,
    request: GatewayRequest,
  ): AsyncGenerator<TextResult, undefined> {
    for await (const { data, errors } of stream(prepared, variables, request))
      yield { data: JSON.stringify(data), ...(errors && { errors }) };
  }
  return { known: prepare, prepare, stream, streamText };
}
