import type { Writable } from 'node:stream';
import * as ws from 'ws';
import { textFrame } from './text-frame.js';

/** ws exports what reads frames, its types do not. */
const { Receiver } = ws as unknown as { Receiver: new (options: { isServer: boolean }) => Writable };

/** What ws reads out of a frame. */
function read(frame: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const receiver = new Receiver({ isServer: false });
    receiver.once('message', (data: Buffer, isBinary: boolean) => resolve(`${isBinary} ${data.toString()}`));
    receiver.once('error', reject);
    receiver.write(frame);
  });
}

test('a frame is read as it was meant, at every length of its head', async () => {
  for (const length of [1, 125, 126, 300, 65_535, 65_536, 200_000]) {
    const text = '站'.repeat(Math.floor(length / 3)) + 'x'.repeat(length % 3);
    const bytes = Buffer.from(text);
    const half = Math.floor(length / 2);
    expect(await read(textFrame([bytes.subarray(0, half), bytes.subarray(half)]))).toBe(`false ${text}`);
  }
});
