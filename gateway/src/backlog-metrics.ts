import type { Backlog } from '@lianxin/events';
import { Gauge, type Registry } from 'prom-client';

type Labels = Readonly<Record<string, string>>;

/** One line of a gauge: its labels and its number. */
type Reading = readonly [Labels, number];

/**
 * Gauges of what waits between a commit and its last effect. The gauges of one scrape share one reading; when it fails
 * they are left out, so that the other numbers of the scrape are still to be had.
 */
export function addBacklogMetrics(registry: Registry, read: () => Promise<Backlog>): void {
  let reading: Promise<Backlog | null> | undefined;
  const shared = (): Promise<Backlog | null> =>
    (reading ??= read()
      .catch(() => null)
      .finally(() => (reading = undefined)));
  const gauge = (name: string, help: string, labelNames: string[], lines: (backlog: Backlog) => Reading[]): Gauge =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const backlog = await shared();
        this.reset();
        if (backlog === null && labelNames.length === 0) this.remove();
        for (const [labels, value] of backlog === null ? [] : lines(backlog)) this.set(labels, value);
      },
    });

  gauge('lianxin_log_head_position', 'The last position of the event log.', [], ({ head }) => [[{}, head]]);
  gauge('lianxin_relay_leaders', 'Whether a relay leads: 1 or 0.', [], ({ relayLeads }) => [[{}, Number(relayLeads)]]);
  gauge('lianxin_outbox_depth', 'Events not in the log yet, counted up to 10000.', ['source'], ({ outboxes }) =>
    outboxes.map(({ source, depth }): Reading => [{ source }, depth]),
  );
  const consumer = ['schema', 'consumer'];
  gauge('lianxin_consumer_lag_events', 'Events in the log behind a checkpoint.', consumer, ({ consumers }) =>
    consumers.map(({ schema, consumer: name, lag }): Reading => [{ schema, consumer: name }, lag]),
  );
  gauge('lianxin_consumer_parked_events', 'Events a consumer has set aside.', consumer, ({ consumers }) =>
    consumers.map(({ schema, consumer: name, parked }): Reading => [{ schema, consumer: name }, parked]),
  );
}
