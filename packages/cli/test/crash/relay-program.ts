import { startRelay } from '@lianxin/events';

// A relay as a process of its own, so that it can be killed alone. Runs on the built packages; the address and the
// outboxes come from the harness.
const {
  RELAY_URL: url = '',
  RELAY_SOURCES: sources = '',
  RELAY_NATS_URL: broker,
  RELAY_NATS_KEY: key = '',
} = process.env;

const say = (fields: object): void => void process.stdout.write(`${JSON.stringify(fields)}\n`);

await startRelay({
  url,
  sources: sources.split(','),
  nats: broker === undefined ? undefined : { url: broker, key: Buffer.from(key, 'base64') },
  pollMs: 50,
  onError: (error) => say({ event: 'relay.failed', error: String(error) }),
});
say({ event: 'relay.started' });
