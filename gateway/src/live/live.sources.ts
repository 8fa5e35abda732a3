import { AppError } from '@lianxin/errors';
import { decodeCursor, type LogPlace, topic } from '@lianxin/events';
import { requirePrincipal } from '@lianxin/subgraph-kit';
import { boardRegionOf, sightOf } from '../modules/duty-index/api/duty-index.policy.js';
import { isDeputy, regionOf } from '../modules/duty-schemes/duty-schemes.policy.js';
import { type BoardLiveEvent, followBoards } from './follow-boards.js';
import { followIndex, type IndexLiveEvent } from './follow-index.js';
import { followSuggestions, type LiveEvent } from './follow-suggestions.js';
import { followNotifications, type NotificationLiveEvent } from './follow-notifications.js';
import { followWarnings, type WarningLiveEvent } from './follow-warnings.js';
import type { LiveContext } from './live.context.js';
import { mayFollowStation, mayFollowUnit, requireTo } from './live.policy.js';

/** Where the events of a subscription field come from. Checked before it begins: a refusal is an answer. */
export type LiveSource = (
  args: Readonly<Record<string, unknown>>,
  context: LiveContext,
) => Promise<AsyncIterable<BoardLiveEvent | IndexLiveEvent | LiveEvent | NotificationLiveEvent | WarningLiveEvent>>;

const placeOf = (after: unknown): LogPlace | null => (typeof after === 'string' ? decodeCursor(after) : null);

function follow(ofTopic: string, after: unknown, context: LiveContext): AsyncIterable<LiveEvent> {
  return followSuggestions(context, ofTopic, placeOf(after));
}

/** The source of each subscription field. */
export const liveSources: Readonly<
  Record<
    | 'dutyBoardsChanged'
    | 'dutyIndexChanged'
    | 'dutyWarningChanged'
    | 'notificationReceived'
    | 'stationFeed'
    | 'suggestionProgress'
    | 'unitInbox',
    LiveSource
  >
> = {
  dutyBoardsChanged: async ({ after }, context) => {
    const region = boardRegionOf(requirePrincipal(context.request.principal));
    if (region === null) throw new AppError('FORBIDDEN');
    return followBoards(context, region, placeOf(after));
  },
  dutyIndexChanged: async ({ representativeId, after }, context) => {
    const id = String(representativeId);
    const sight = sightOf(requirePrincipal(context.request.principal));
    if (!(await context.live.visibleIndexes(sight, [id])).has(id)) throw new AppError('FORBIDDEN');
    return followIndex(context, id, sight, placeOf(after));
  },
  dutyWarningChanged: async ({ representativeId, regionCode, after }, context) => {
    const ids = [representativeId, regionCode].filter((id) => typeof id === 'string');
    if (ids.length !== 1) throw new AppError('INVALID_INPUT', { reason: 'representativeId | regionCode' });
    const [id = ''] = ids;
    const isRegion = typeof regionCode === 'string';
    requireTo(context.request.principal, id, isRegion ? (who, code) => regionOf(who) === code : isDeputy);
    return followWarnings(context, isRegion ? topic.dutyWarningRegion(id) : topic.dutyWarning(id), placeOf(after));
  },
  notificationReceived: async ({ after }, context) => {
    const { accountId } = requirePrincipal(context.request.principal);
    return followNotifications(context, accountId, placeOf(after));
  },
  stationFeed: async ({ stationId, after }, context) => {
    const id = String(stationId);
    requireTo(context.request.principal, id, mayFollowStation);
    return follow(topic.station(id), after, context);
  },
  suggestionProgress: async ({ id: given, after }, context) => {
    const id = String(given);
    requirePrincipal(context.request.principal);
    const visible = await context.live.visible([id], context.request);
    if (!visible.has(id)) throw new AppError('NOT_FOUND');
    return follow(topic.suggestion(id), after, context);
  },
  unitInbox: async ({ unitId, after }, context) => {
    const id = String(unitId);
    requireTo(context.request.principal, id, mayFollowUnit);
    return follow(topic.unit(id), after, context);
  },
};
