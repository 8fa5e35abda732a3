import { Pool } from 'undici';
import { percentile } from './latencies.js';

/** A server as the generator sees it: every request is a POST of one of these bodies. */
export interface Target {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: readonly string[];
}

/** What one round of load saw. Latencies are in milliseconds. */
export interface Load {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Bytes of an answer's body on average. */
  readonly bytes: number;
}

/** When a round of load is over: after so many seconds, or when so many requests were sent. */
export type LoadOptions = { readonly connections: number } & (
  | { readonly seconds: number; readonly requests?: undefined }
  | { readonly seconds?: undefined; readonly requests: number }
);

/**
 * Keeps `connections` requests under way for a while, each worker sending its next when its last was answered. An answer
 * that is not 200, or that holds errors, ends the round: a fast refusal is no result.
 */
export async function generateLoad(
  target: Target,
  { connections, seconds = Infinity, requests = Infinity }: LoadOptions,
): Promise<Load> {
  const pool = new Pool(target.url.origin, { connections, pipelining: 1 });
  const latencies: number[] = [];
  let bytes = 0;
  let next = 0;
  const begun = performance.now();
  const end = begun + seconds * 1000;
  const worker = async (): Promise<void> => {
    while (next < requests && performance.now() < end) {
      const body = target.bodies[next++ % target.bodies.length] ?? '';
      const sent = performance.now();
      const size = await post(pool, target, body);
      bytes += size;
      latencies.push(performance.now() - sent);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, worker));
  } finally {
    await pool.close();
  }
  const tookSeconds = (performance.now() - begun) / 1000;
  const sorted = Float64Array.from(latencies).sort();
  return {
    requests: sorted.length,
    requestsPerSecond: sorted.length / tookSeconds,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
    bytes: Math.round(bytes / Math.max(1, sorted.length)),
  };
}

const errorMark = Buffer.from('"errors":');

/** One request by the pool's lowest layer: the generator shares the machine with the servers and must cost little. */
function post(pool: Pool, { url, headers }: Target, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    pool.dispatch(
      {
        path: url.pathname,
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
        body,
      },
      {
        onRequestStart: () => undefined,
        onResponseStart: (_controller, code) => void (status = code),
        onResponseData: (_controller, chunk) => void chunks.push(chunk),
        onResponseEnd: () => {
          const answer = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
          if (status === 200 && !answer.includes(errorMark)) resolve(answer.length);
          else reject(new Error(`${url.href} answered ${status}: ${answer.toString().slice(0, 500)}`));
        },
        onResponseError: (_controller, error) => reject(error),
      },
    );
  });
}
