/** First byte of a message that is text and in one frame. */
const wholeText = 0x81;
const shortest16 = 126;
const shortest64 = 0x1_0000;

/**
 * A WebSocket message (RFC 6455 §5.2) as a server sends it, in one buffer for one write. ws writes a frame's head and its
 * payload as two buffers; with 2,000 sockets and 600 bytes each that took about a sixth more processor time.
 */
export function textFrame(parts: readonly Buffer[]): Buffer {
  let length = 0;
  for (const part of parts) length += part.length;
  const start = length < shortest16 ? 2 : length < shortest64 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = wholeText;
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = shortest16;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = shortest16 + 1;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  let at = start;
  for (const part of parts) at += part.copy(frame, at);
  return frame;
}
