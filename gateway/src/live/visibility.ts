import { AppError } from '@lianxin/errors';
import type { Transport } from '@lianxin/federation-engine';
import type { GatewayRequest } from '../guard/gateway-request.js';

/** Tells which suggestions somebody may see. */
export type Visibility = (ids: readonly string[], request: GatewayRequest) => Promise<ReadonlySet<string>>;

const document = 'query LiveVisibility($of: [_Any!]!) { _entities(representations: $of) { __typename } }';

/**
 * Asks the suggestions subgraph itself, as the subscriber: one policy, in one place, and a suggestion that may not be
 * seen answers as one that does not exist.
 */
export function visibilityThrough(transport: Transport<GatewayRequest> | undefined): Visibility {
  return async (ids, request) => {
    if (!transport) throw new AppError('UNAVAILABLE');
    const distinct = [...new Set(ids)];
    const of = distinct.map((id) => ({ __typename: 'Suggestion', id }));
    const result = await transport.execute({ document, variables: { of }, context: request });
    const entities: unknown = result.data?.['_entities'];
    // No answer is not "invisible": skipping would lose the event for good, so the stream ends and can be resumed. That
    // holds for a single one too: an entity is null because it may not be seen, or because its read has failed.
    if (!Array.isArray(entities) || (result.errors?.length ?? 0) > 0) throw new AppError('UNAVAILABLE');
    return new Set(distinct.filter((_, index) => entities[index] !== null && entities[index] !== undefined));
  };
}
