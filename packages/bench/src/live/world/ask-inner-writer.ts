import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { clockAheadMs, type WriteOrder, type WrittenAt } from './inner-writer.types.js';
import type { Committed } from './timed-commit.js';

const socketIn = (folder: string): string => join(folder, 'writer.sock');

/** Arguments for the Node.js of the platform's process that put the writer into it. */
export const innerWriterArguments = (folder: string): readonly string[] => [
  '--import',
  `${import.meta.resolve('./inner-writer.js')}?socket=${encodeURIComponent(socketIn(folder))}`,
];

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Lets the platform's process write an event; when its COMMIT was sent and had returned, on this process's clock. */
export async function writeWithin(folder: string, order: WriteOrder): Promise<Committed> {
  const answer = await new Promise<string>((resolve, reject) => {
    request({ socketPath: socketIn(folder), method: 'POST', path: '/', agent }, (response) => {
      text(response).then((said) => (response.statusCode === 200 ? resolve(said) : reject(new Error(said))), reject);
    })
      .on('error', reject)
      .end(JSON.stringify(order));
  });
  const { sent, returned } = JSON.parse(answer) as WrittenAt;
  const ahead = clockAheadMs();
  return { sent: sent - ahead, returned: returned - ahead };
}
