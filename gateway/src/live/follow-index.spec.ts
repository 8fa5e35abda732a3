import { dutyIndexChanged, type LoggedEvent } from '@lianxin/events';
import type { EventLog } from './event-log.js';
import { followIndex } from './follow-index.js';
import type { LiveContext } from './live.context.js';
import { LiveHub } from './live-hub.js';

const changeAt = (position: number): LoggedEvent => ({
  ...dutyIndexChanged.create({
    aggregateType: 'duty_index',
    aggregateId: String(position),
    aggregateVersion: 1,
    payload: { representativeIds: ['D1'], causeEventId: String(position), causeEventType: 'duty_offer.changed' },
    topics: [],
    occurredAt: new Date(0),
  }),
  position,
  recordedAt: new Date(0),
});

describe('followIndex', () => {
  it('passes over what is told while the deputy is out of sight', async () => {
    const pageSize = 50;
    const written = Array.from({ length: 2 * pageSize + 1 }, (_, index) => changeAt(index + 1));
    const log: EventLog = {
      read: async (_topic, after, limit) => written.slice(after, after + limit),
      first: async () => 1,
      markAt: async () => null,
      head: async () => written.length,
    };
    const asked: unknown[] = [];
    const visibleIndexes: LiveContext['live']['visibleIndexes'] = async (sight, ids) => {
      asked.push([sight, ids]);
      return new Set(asked.length === 2 ? [] : ids);
    };
    const live = { hub: new LiveHub(10), log, visible: async () => new Set<string>(), visibleIndexes };
    const request: LiveContext['request'] = { requestId: 'r', locale: 'en', principal: null, session: null };
    const sight = { representativeId: null, regionCode: '330700000000' };
    const seen: string[] = [];
    for await (const change of followIndex({ request, live }, 'D1', sight, { position: 0, mark: null })) {
      if (change instanceof Error) throw change;
      seen.push(change.cause.eventId);
      if (seen.length > pageSize) break;
    }
    expect(seen.at(-2)).toBe(String(pageSize));
    expect(seen.at(-1)).toBe(String(2 * pageSize + 1));
    expect(asked).toEqual(Array.from({ length: 3 }, () => [sight, ['D1']]));
  });
});
