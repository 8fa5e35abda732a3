import { Pool } from 'pg';
import { createJsonServer } from '../../peers/json-server.js';
import { listenAnywhere, type PeerServer } from '../../peers/peer-server.js';
import { behind, queueAnswer } from './bare-answer.js';
import { firstPage, nextPage, type QueueRow } from './bare-queue.sql.js';
import type { PeerOptions } from './peer-options.js';

interface QueueRequest {
  readonly stationId: string;
  readonly first: number;
  readonly after?: string | null;
}

/** The least that can answer the screen: node:http, one named statement on a generic plan, JSON.stringify. */
export async function startBareServer({ databaseUrl, poolSize }: PeerOptions): Promise<PeerServer> {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: poolSize,
    options: '-c plan_cache_mode=force_generic_plan',
  });
  const server = createJsonServer<QueueRequest>(async ({ stationId, first, after }) => {
    const start = [stationId, first + 1];
    const { rows } = after
      ? await pool.query<QueueRow>({ ...nextPage, values: [...start, ...behind(after)] })
      : await pool.query<QueueRow>({ ...firstPage, values: start });
    return JSON.stringify(queueAnswer(rows, first, Date.now()));
  });
  return listenAnywhere(server, () => pool.end());
}
