import type { IncomingMessage } from 'node:http';

/**
 * The body of a request as text, or null when it is longer than allowed (bytes) or no UTF-8. The rest of a body that is
 * too long is read away and forgotten, for as long as the server's `requestTimeout` allows: a client that is still
 * sending hears the answer, and its connection can be used again.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = Number(request.headers['content-length'] ?? 0) > maxBytes ? Infinity : 0;
  if (bytes === 0) {
    // Leaving the loop must not destroy the request, which would take the connection with it.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) break;
      chunks.push(chunk);
    }
  }
  if (bytes > maxBytes) {
    request.resume();
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
