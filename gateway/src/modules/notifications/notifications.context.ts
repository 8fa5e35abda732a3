import type { Clock } from '@lianxin/calendar';
import type { Db } from '@lianxin/database';
import { type RequestContext, rowLoader, type SubgraphContext } from '@lianxin/subgraph-kit';
import type { MailAddresses } from './mail-addresses.js';

/** Which of these suggestions somebody may see: asked of the subgraph that owns them, as the reader. */
export type VisibleSuggestions = (ids: readonly string[], request: RequestContext) => Promise<ReadonlySet<string>>;

/** What notifications work with. */
export interface NotificationParts {
  readonly db: Db;
  readonly clock: Clock;
  /** Null where no mail goes out. */
  readonly addresses: MailAddresses | null;
  readonly visible: VisibleSuggestions;
}

/** What the resolvers of notifications find on the context. */
export interface NotificationsContext extends SubgraphContext {
  readonly parts: NotificationParts;
  /** A suggestion, or null when the reader may not see it: one question for a whole page. */
  readonly suggestions: { load(id: string): Promise<{ readonly id: string } | null> };
}

/** A fresh context for one fetch. */
export function notificationsContext(parts: NotificationParts, request: RequestContext): NotificationsContext {
  return {
    request,
    parts,
    suggestions: rowLoader(
      async (ids) => [...(await parts.visible(ids, request))].map((id) => ({ id })),
      ({ id }) => id,
    ),
  };
}
