import type { TailCounts } from '@lianxin/events';
import { Registry } from 'prom-client';
import { addTailMetrics } from './tail-metrics.js';

async function shown(counts: TailCounts): Promise<string[]> {
  const registry = new Registry();
  addTailMetrics(registry, () => counts);
  // Twice: a counter that is set from outside must not add up.
  await registry.metrics();
  return (await registry.metrics()).split('\n').filter((line) => !line.startsWith('#') && line !== '');
}

describe('the tail in /metrics', () => {
  it('shows where events came from, and whether the broker is heard', async () => {
    expect(await shown({ fromBroker: 7, fromRelay: 0, fromLog: 2, gaps: 1, isBrokerHeard: false })).toEqual([
      'lianxin_log_tail_events_total{source="log"} 2',
      'lianxin_log_tail_events_total{source="broker"} 7',
      'lianxin_log_tail_gaps_total 1',
      'lianxin_broker_heard 0',
    ]);
  });

  it('says nothing of a broker where there is none', async () => {
    expect(await shown({ fromBroker: 0, fromRelay: 5, fromLog: 2, gaps: 0, isBrokerHeard: null })).toEqual([
      'lianxin_log_tail_events_total{source="log"} 2',
      'lianxin_log_tail_events_total{source="relay"} 5',
    ]);
  });
});
