import type { SubgraphSchema } from '@lianxin/subgraph-kit';
import { liveSchema } from './live/live.schema.js';
import { dutyIndexSchema } from './modules/duty-index/duty-index.schema.js';
import { dutySchemesSchema } from './modules/duty-schemes/duty-schemes.schema.js';
import { identitySchema } from './modules/identity/identity.schema.js';
import { notificationsSchema } from './modules/notifications/notifications.schema.js';
import { webhooksSchema } from './modules/webhooks/webhooks.schema.js';
import { operationCostSchema } from './modules/operation-cost/operation-cost.schema.js';

/** Schemas of the gateway's own modules by their names in the supergraph; needs no database. */
export function gatewaySchemas(): {
  readonly identity: SubgraphSchema;
  readonly live: SubgraphSchema;
  readonly 'duty-index': SubgraphSchema;
  readonly 'duty-schemes': SubgraphSchema;
  readonly 'operation-cost': SubgraphSchema;
  readonly webhooks: SubgraphSchema;
  readonly notifications: SubgraphSchema;
} {
  return {
    identity: identitySchema(),
    live: liveSchema(),
    'duty-index': dutyIndexSchema(),
    'duty-schemes': dutySchemesSchema(),
    'operation-cost': operationCostSchema(),
    webhooks: webhooksSchema(),
    notifications: notificationsSchema(),
  };
}
