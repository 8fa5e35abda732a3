import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Backlog, TailCounts } from '@lianxin/events';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { addBacklogMetrics } from './backlog-metrics.js';
import { addTailMetrics } from './tail-metrics.js';

/** Numbers that a gauge asks for when it is read. */
export interface MetricSources {
  /** Subscriptions that follow the event log. */
  subscribers(): number;
  /** Groups of subscriptions that share one stream. */
  liveGroups(): number;
  /** Open WebSockets. */
  sockets(): number;
  /** Events in the log that live has not handed on yet. */
  logLag(): Promise<number>;
  /** How the events of the log came here. */
  tail(): TailCounts;
  /** What waits in outboxes and before consumers; not shown unless given. */
  readonly backlog?: (() => Promise<Backlog>) | undefined;
}

/** What the gateway counts. */
export interface Metrics {
  operation(kind: string, outcome: 'ok' | 'error' | 'refused', seconds: number): void;
  /** The exposition text for `/metrics` and its content type. */
  read(): Promise<{ readonly contentType: string; readonly text: string }>;
  stop(): void;
}

/** Counters of one gateway, in a registry of their own: several gateways may live in one process. */
export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();

  const operations = new Counter({
    name: 'lianxin_operations_total',
    help: 'GraphQL operations by kind and outcome.',
    labelNames: ['kind', 'outcome'] as const,
    registers,
  });
  const durations = new Histogram({
    name: 'lianxin_operation_duration_seconds',
    help: 'Time from the complete request to the complete answer; streams are not in it.',
    labelNames: ['kind'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const gauge = (name: string, help: string, read: () => number | Promise<number>): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read());
      },
    });
  gauge('lianxin_live_subscribers', 'Subscriptions that follow the event log.', sources.subscribers);
  gauge('lianxin_live_groups', 'Groups of subscriptions that get the same bytes.', sources.liveGroups);
  gauge('lianxin_sockets', 'Open WebSockets.', sources.sockets);
  gauge('lianxin_log_lag_events', 'Events in the log that live delivery has not handed on yet.', sources.logLag);
  addTailMetrics(registry, () => sources.tail());
  if (sources.backlog !== undefined) addBacklogMetrics(registry, sources.backlog);
  gauge('lianxin_event_loop_lag_p99_seconds', 'Event-loop delay since the last reading, 99th percentile.', () => {
    const p99 = delay.percentile(99) / 1e9;
    delay.reset();
    return Number.isFinite(p99) ? p99 : 0;
  });
  gauge('lianxin_resident_memory_bytes', 'Resident memory of the process.', () => process.memoryUsage.rss());

  return {
    operation(kind, outcome, seconds) {
      operations.inc({ kind, outcome });
      if (kind !== 'subscription') durations.observe({ kind }, seconds);
    },
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
    stop() {
      delay.disable();
      registry.clear();
    },
  };
}
