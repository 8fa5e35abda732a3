import { buildSubgraph, CommandRefused, type SubgraphSchema } from '@lianxin/subgraph-kit';
import { MailAddressResolver } from './mail-address.resolver.js';
import {
  NotificationConnectionResolver,
  NotificationFieldResolver,
  NotificationResolver,
} from './notification.resolver.js';
import { NotifiedViewer } from './notification.types.js';
import type { NotificationsContext } from './notifications.context.js';

/** The schema of notifications; needs no database. */
export function notificationsSchema(): SubgraphSchema {
  return buildSubgraph<NotificationsContext>({
    resolvers: [NotificationResolver, NotificationConnectionResolver, NotificationFieldResolver, MailAddressResolver],
    types: [CommandRefused, NotifiedViewer],
    references: {
      // A viewer can be reached by reference only by itself.
      Viewer: ({ id }, { request }) =>
        request.principal && request.principal.accountId === id ? Object.assign(new NotifiedViewer(), { id }) : null,
    },
  });
}
