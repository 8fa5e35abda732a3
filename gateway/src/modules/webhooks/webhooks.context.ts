import { latestPosition } from '@lianxin/events';
import { type RequestContext, rowLoader, type SubgraphContext } from '@lianxin/subgraph-kit';
import { positionsOf } from './checkpoint.sql.js';
import type { WebhookParts } from './webhook-parts.js';

/** What the resolvers of webhooks find on the context. */
export interface WebhooksContext extends SubgraphContext {
  readonly parts: WebhookParts;
  /** The position of a checkpoint by its name. */
  readonly positions: { load(name: string): Promise<{ readonly position: number } | null> };
  /** The end of the log, asked once. */
  readonly head: () => Promise<number>;
}

/** A fresh context for one fetch. */
export function webhooksContext(parts: WebhookParts, request: RequestContext): WebhooksContext {
  let head: Promise<number> | undefined;
  return {
    request,
    parts,
    positions: rowLoader(
      (names) => parts.db.query(positionsOf, [names]),
      ({ consumer }) => consumer,
    ),
    head: () => (head ??= latestPosition(parts.db)),
  };
}
