import type { SubgraphContext } from '@lianxin/subgraph-kit';
import type { GatewayRequest } from '../guard/gateway-request.js';
import type { EventLog } from './event-log.js';
import type { LiveHub } from './live-hub.js';
import type { Visibility } from './visibility.js';
import type { IndexVisibility } from './index-visibility.js';

/** What all live streams of a gateway share. */
export interface LiveParts {
  readonly hub: LiveHub;
  readonly log: EventLog;
  readonly visible: Visibility;
  readonly visibleIndexes: IndexVisibility;
}

/** What live's resolvers find on the context. */
export interface LiveContext extends SubgraphContext {
  readonly request: GatewayRequest;
  readonly live: LiveParts;
}
