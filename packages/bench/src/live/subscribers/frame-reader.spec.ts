import { clientFrame, FrameReader, Opcode } from './frame-reader.js';

function serverFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  if (length < 126) return Buffer.concat([Buffer.from([0x81, length]), payload]);
  const head = Buffer.alloc(length > 0xffff ? 10 : 4);
  head[0] = 0x81;
  head[1] = length > 0xffff ? 127 : 126;
  if (length > 0xffff) head.writeBigUInt64BE(BigInt(length), 2);
  else head.writeUInt16BE(length, 2);
  return Buffer.concat([head, payload]);
}

const short = ['', 'a', 'b'.repeat(125), 'c'.repeat(126), '站'.repeat(300)];
const long = ['d'.repeat(70_000), 'e'];

function readIn(chunkSize: number, texts: readonly string[]): string[] {
  const bytes = Buffer.concat(texts.map(serverFrame));
  const reader = new FrameReader();
  const shared = Buffer.alloc(chunkSize);
  const seen: string[] = [];
  for (let at = 0; at < bytes.length; at += chunkSize) {
    const size = bytes.copy(shared, 0, at, at + chunkSize);
    reader.read(shared.subarray(0, size), (opcode, from, start, end) => {
      expect(opcode).toBe(Opcode.TEXT);
      seen.push(from.toString('utf8', start, end));
    });
    shared.fill(0);
  }
  return seen;
}

test('frames come out whole, wherever the chunks are cut, and though the buffer is used again', () => {
  for (const chunkSize of [1, 2, 3, 7, 127, 1_000]) expect(readIn(chunkSize, short)).toEqual(short);
  for (const chunkSize of [9_999, 65_536, 1_000_000]) expect(readIn(chunkSize, long)).toEqual(long);
});

test('a client masks what it sends, short and long', () => {
  const ping = clientFrame(Opcode.PING, Buffer.from('hi'));
  expect([...ping]).toEqual([0x89, 0x82, 0, 0, 0, 0, 0x68, 0x69]);
  const text = clientFrame(Opcode.TEXT, Buffer.alloc(300, 'x'));
  expect([...text.subarray(0, 8)]).toEqual([0x81, 0xfe, 1, 44, 0, 0, 0, 0]);
  expect(text).toHaveLength(308);
});
