import { buildSubgraph, CommandRefused, type SubgraphSchema } from '@lianxin/subgraph-kit';
import { MailAddressResolver } from './mail-address.resolver.js';
import {
  NotificationArrivalResolver,
  NotificationConnectionResolver,
  NotificationFieldResolver,
  NotificationResolver,
} from './notification.resolver.js';
import { NotificationArrivalExtension, NotifiedViewer } from './notification.types.js';
import type { NotificationsContext } from './notifications.context.js';

/** The schema of notifications; needs no database. */
export function notificationsSchema(): SubgraphSchema {
  return buildSubgraph<NotificationsContext>({
    resolvers: [
      NotificationResolver,
      NotificationArrivalResolver,
      NotificationConnectionResolver,
      NotificationFieldResolver,
      MailAddressResolver,
    ],
    types: [CommandRefused, NotificationArrivalExtension, NotifiedViewer],
    references: {
      NotificationArrival: ({ causeEventId }) => ({ causeEventId }),
      // A viewer can be reached by reference only by itself.
      Viewer: ({ id }, { request }) =>
        request.principal && request.principal.accountId === id ? Object.assign(new NotifiedViewer(), { id }) : null,
    },
  });
}
