import type { TailCounts } from '@lianxin/events';
import { Counter, Gauge, type Registry } from 'prom-client';

/** How the events of the log came to this gateway. What is about a broker is shown where there is one. */
export function addTailMetrics(registry: Registry, read: () => TailCounts): void {
  const registers = [registry];
  new Counter({
    name: 'lianxin_log_tail_events_total',
    help: 'Events of the log handed on, by where they came from: the broker, a relay of this process, or the log itself.',
    labelNames: ['source'],
    registers,
    collect() {
      const { fromLog, fromRelay, fromBroker, isBrokerHeard } = read();
      this.reset();
      this.inc({ source: 'log' }, fromLog);
      if (isBrokerHeard === null) this.inc({ source: 'relay' }, fromRelay);
      else this.inc({ source: 'broker' }, fromBroker);
    },
  });
  if (read().isBrokerHeard === null) return;
  new Counter({
    name: 'lianxin_log_tail_gaps_total',
    help: 'Times at which the broker had left events out, and the log filled them in.',
    registers,
    collect() {
      this.reset();
      this.inc(read().gaps);
    },
  });
  new Gauge({
    name: 'lianxin_broker_heard',
    help: 'Whether the broker can be heard: 1 or 0.',
    registers,
    collect() {
      this.set(Number(read().isBrokerHeard));
    },
  });
}
