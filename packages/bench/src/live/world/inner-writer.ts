import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread } from 'node:worker_threads';
import { openDb, typeParsers } from '@lianxin/database';
import { appendTold, publishAlone, wakeRelay } from '@lianxin/events';
import { Client } from 'pg';
import { clockAheadMs, type WriteOrder, type WrittenAt } from './inner-writer.types.js';
import { timedCommit } from './timed-commit.js';
import { watchedEvent } from './watched-event.js';

/**
 * Loaded into the platform's process (`--import`, with `?socket=` where it listens): writes events there, as a mutation does, so that the relay of that
 * process is rung without a way through the database.
 */

/** The answer keeps out of the way of the event. */
const answeredAfterMs = 8;

const connect = async (url: string) => {
  const client = new Client({ connectionString: url, types: typeParsers });
  await client.connect();
  return { client, db: await openDb({ url, schema: 'suggestions', applicationName: 'lianxin bench', poolSize: 1 }) };
};
let connected: ReturnType<typeof connect> | undefined;

async function write({ adminUrl, watched }: WriteOrder): Promise<WrittenAt> {
  const { client, db } = await (connected ??= connect(adminUrl));
  const event = watchedEvent(watched);
  const write = (lends: boolean) => timedCommit(client, (tx) => appendTold(tx, 'suggestions', [event], lends));
  const { result, waits } = await publishAlone(db, write, ({ written }) => written);
  if (waits) wakeRelay(db);
  const { sent, returned } = result;
  const ahead = clockAheadMs();
  await sleep(answeredAfterMs);
  return { sent: sent + ahead, returned: returned + ahead };
}

const socket = new URL(import.meta.url).searchParams.get('socket');
// Threads get the arguments of their process.
if (isMainThread && socket !== null) {
  createServer((request, response) => {
    json(request)
      .then((order) => write(order as WriteOrder))
      .then((at) => response.end(JSON.stringify(at)))
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  })
    .listen(socket)
    .unref();
}
