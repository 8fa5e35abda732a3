import { createServer } from 'node:http';
import { Pool } from 'pg';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { peerSchema } from '../rows/peer-rows.sql.js';
import type { PeerOptions } from './peer-options.js';
import { listenAnywhere, type PeerServer } from '../../peers/peer-server.js';

/**
 * PostGraphile 5 as its documentation sets it up for production: the Amber preset, its pg adaptor (which prepares its
 * statements by name), its own server over node:http; no GraphiQL, no explain, no watching, no sockets.
 */
export async function startPostgraphileServer({ databaseUrl, poolSize }: PeerOptions): Promise<PeerServer> {
  const pool = new Pool({ connectionString: databaseUrl, max: poolSize });
  const pgl = postgraphile({
    extends: [PostGraphileAmberPreset],
    pgServices: [makePgService({ pool, schemas: [peerSchema], pubsub: false })],
    grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false, websockets: false },
    grafast: { explain: false },
  });
  const server = createServer();
  await pgl.createServ(grafserv).addTo(server);
  return listenAnywhere(server, async () => {
    await pgl.release();
    await pool.end();
  });
}
