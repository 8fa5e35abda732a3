import { isCi, publishServer } from './env.js';
import { hasNatsServer, natsServerMissing } from './nats-server.js';
import { startTestServer, type TestServer } from './test-server.js';

/** Jest loads its set-up and its tear-down apart, in one process: the server waits between them here. */
const holder = globalThis as typeof globalThis & { lianxinTestServer?: TestServer };

export async function startRunServer(): Promise<void> {
  const server = await startTestServer();
  holder.lianxinTestServer = server;
  publishServer(server.adminUrl);
  // Said once, by the process that people see; in CI the tests themselves fail with it.
  if (!isCi() && !hasNatsServer()) process.stderr.write(`\nTests with NATS are skipped: ${natsServerMissing}\n\n`);
}

export async function stopRunServer(): Promise<void> {
  await holder.lianxinTestServer?.stop();
  delete holder.lianxinTestServer;
}
