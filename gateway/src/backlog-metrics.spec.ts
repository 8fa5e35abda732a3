import type { Backlog } from '@lianxin/events';
import { createMetrics } from './metrics.js';

const backlog: Backlog = {
  head: 41,
  relayLeads: true,
  outboxes: [{ source: 'stations', depth: 3 }],
  consumers: [{ schema: 'suggestions', consumer: 'directory', lag: 2, parked: 1 }],
};

const tail = () => ({ fromBroker: 0, fromRelay: 0, fromLog: 0, gaps: 0, isBrokerHeard: null });
const sources = { subscribers: () => 5, sockets: () => 0, liveGroups: () => 0, logLag: async () => 0, tail };

describe('the backlog in /metrics', () => {
  it('is read once a scrape, and left out when it cannot be read, without the other numbers', async () => {
    let readings = 0;
    let isDown = false;
    const metrics = createMetrics({
      ...sources,
      backlog: async () => {
        readings += 1;
        if (isDown) throw new Error('no database');
        return backlog;
      },
    });
    const { text } = await metrics.read();
    for (const line of [
      'lianxin_log_head_position 41',
      'lianxin_relay_leaders 1',
      'lianxin_outbox_depth{source="stations"} 3',
      'lianxin_consumer_lag_events{schema="suggestions",consumer="directory"} 2',
      'lianxin_consumer_parked_events{schema="suggestions",consumer="directory"} 1',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(readings).toBe(1);
    isDown = true;
    const { text: without } = await metrics.read();
    expect(without).toMatch(/^lianxin_live_subscribers 5$/m);
    expect(without).not.toMatch(/^lianxin_(log_head|relay_leaders|outbox|consumer)/m);
    expect(readings).toBe(2);
    metrics.stop();
  });

  it('is not shown where nobody says what to look at', async () => {
    const metrics = createMetrics(sources);
    expect((await metrics.read()).text).not.toContain('lianxin_outbox_depth');
    metrics.stop();
  });
});
