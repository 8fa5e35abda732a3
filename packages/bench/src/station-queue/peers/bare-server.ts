import { createServer, type IncomingMessage } from 'node:http';
import { Pool } from 'pg';
import { type PeerOptions, type PeerServer, listenAnywhere } from './peer-server.js';
import { behind, queueAnswer } from './bare-answer.js';
import { firstPage, nextPage, type QueueRow } from './bare-queue.sql.js';

interface QueueRequest {
  readonly stationId: string;
  readonly first: number;
  readonly after?: string | null;
}

async function readJson(req: IncomingMessage): Promise<QueueRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString()) as QueueRequest;
}

/** The least that can answer the screen: node:http, one named statement on a generic plan, JSON.stringify. */
export async function startBareServer({ databaseUrl, poolSize }: PeerOptions): Promise<PeerServer> {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: poolSize,
    options: '-c plan_cache_mode=force_generic_plan',
  });
  const server = createServer((req, res) => {
    const answer = async (): Promise<void> => {
      const { stationId, first, after } = await readJson(req);
      const start = [stationId, first + 1];
      const { rows } = after
        ? await pool.query<QueueRow>({ ...nextPage, values: [...start, ...behind(after)] })
        : await pool.query<QueueRow>({ ...firstPage, values: start });
      const body = JSON.stringify(queueAnswer(rows, first, Date.now()));
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
    };
    answer().catch((error: unknown) => res.writeHead(500).end(String(error)));
  });
  return listenAnywhere(server, () => pool.end());
}
