import { median } from '../../load/latencies.js';
import { barPlot } from '../../report/bar-plot.js';
import { textTable } from '../../report/table.js';
import type { WebhookRound } from '../modes/webhook.js';
import type { Report } from './report.js';

/** Events that one endpoint gets in a second, by the way it is reached. */
export function webhookReport(measured: readonly WebhookRound[]): Report {
  const figures = (['http', 'https'] as const).map((scheme) => {
    const rounds = measured.filter((round) => round.scheme === scheme);
    return {
      scheme,
      eventsPerSecond: median(rounds.map(({ eventsPerSecond }) => eventsPerSecond)),
      processorUs: median(rounds.map(({ processorUs }) => processorUs)),
      rounds: rounds.map(({ eventsPerSecond }) => eventsPerSecond),
    };
  });
  const table = textTable(
    ['one endpoint', 'events/s', 'CPU µs', 'rounds (events/s)'],
    figures.map(({ scheme, eventsPerSecond, processorUs, rounds }) => [
      scheme,
      eventsPerSecond.toFixed(0),
      processorUs.toFixed(0),
      rounds.map((each) => each.toFixed(0)).join(' '),
    ]),
  );
  const plot = (conditions: string): string =>
    barPlot(
      'Events that one webhook endpoint gets in a second',
      conditions,
      figures.map(({ scheme, eventsPerSecond, processorUs, rounds }) => ({
        label: scheme,
        isOwn: true,
        value: eventsPerSecond,
        rounds,
        note: `${eventsPerSecond.toFixed(0)}/s · ${processorUs.toFixed(0)} µs`,
      })),
    );
  return { name: 'webhook', conditions: 'a backlog at once, one endpoint', table, figures, plot };
}
