/** What a WebSocket frame is (RFC 6455), as far as servers here send them. */
export const Opcode = { TEXT: 1, CLOSE: 8, PING: 9 } as const;

/** Gets a frame whose payload are the bytes from `start` to `end`; they are gone when it returns. */
export type OnFrame = (opcode: number, bytes: Buffer, start: number, end: number) => void;

/** The frames of one socket out of its chunks. It copies only what a chunk leaves unfinished. */
export class FrameReader {
  private rest: Buffer | undefined;

  read(chunk: Buffer, onFrame: OnFrame): void {
    const bytes = this.rest ? Buffer.concat([this.rest, chunk]) : chunk;
    let at = 0;
    for (;;) {
      const start = payloadStart(bytes, at);
      if (start < 0) break;
      const end = start + payloadLength(bytes, at);
      if (end > bytes.length) break;
      onFrame((bytes[at] ?? 0) & 0x0f, bytes, start, end);
      at = end;
    }
    // The buffer belongs to all sockets and is overwritten by the next one.
    this.rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : undefined;
  }
}

/** Where the payload of the frame at `at` begins; -1 while its head is not there. */
function payloadStart(bytes: Buffer, at: number): number {
  if (at + 2 > bytes.length) return -1;
  const short = (bytes[at + 1] ?? 0) & 0x7f;
  const start = at + (short < 126 ? 2 : short === 126 ? 4 : 10);
  return start > bytes.length ? -1 : start;
}

function payloadLength(bytes: Buffer, at: number): number {
  const short = (bytes[at + 1] ?? 0) & 0x7f;
  if (short < 126) return short;
  return short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
}

/**
 * A frame of a client, which must be masked. The mask is zero: it protects proxies on the way, and there are none here.
 */
export function clientFrame(opcode: number, payload: Buffer): Buffer {
  const long = payload.length > 125;
  if (payload.length > 0xffff) throw new RangeError('A frame of the load generator is short');
  const head = Buffer.alloc(long ? 8 : 6);
  head[0] = 0x80 | opcode;
  head[1] = 0x80 | (long ? 126 : payload.length);
  if (long) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}
