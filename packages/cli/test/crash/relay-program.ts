import { startRelay } from '@lianxin/events';

// A relay as a process of its own, so that it can be killed alone. Runs on the built packages; the address and the
// outboxes come from the harness.
const { RELAY_URL: url = '', RELAY_SOURCES: sources = '' } = process.env;

const say = (fields: object): void => void process.stdout.write(`${JSON.stringify(fields)}\n`);

await startRelay({
  url,
  sources: sources.split(','),
  pollMs: 50,
  onError: (error) => say({ event: 'relay.failed', error: String(error) }),
});
say({ event: 'relay.started' });
