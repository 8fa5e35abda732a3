import { randomBytes } from 'node:crypto';
import { hashPassword } from '@lianxin/privacy';
import { Client } from 'pg';
import { copyToPeer, createPeerTables } from './peer-rows.sql.js';
import * as rows from './platform-rows.sql.js';

/** What the filled database holds that requests are made of. */
export interface Filled {
  readonly stationIds: readonly string[];
  /** The station of the liaison officer. */
  readonly ownStationId: string;
  /** Of both accounts; made up for this run. */
  readonly password: string;
}

/** Fills the platform's tables and the peer's copy of them, with fresh statistics and a settled visibility map. */
export async function fillDatabase(adminUrl: string, suggestions: number): Promise<Filled> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`set synchronous_commit = off`);
    await client.query(rows.insertStations, [suggestions]);
    await client.query(rows.insertDelegation);
    await client.query(rows.insertDeputies);
    await client.query(rows.insertRosters, [suggestions]);
    await client.query(rows.insertUnits);
    await client.query(rows.insertCategories);
    await client.query(rows.insertConstituents, [suggestions]);
    await client.query(rows.insertSuggestions, [suggestions]);
    const stations = await client.query<{ id: string }>(rows.selectStationIds);
    const stationIds = stations.rows.map(({ id }) => id);
    const [ownStationId] = stationIds;
    if (ownStationId === undefined) throw new Error('The platform has no towns to put stations in');
    const password = randomBytes(12).toString('base64url');
    await client.query(rows.insertAccounts, [await hashPassword(password), ownStationId]);
    await client.query(createPeerTables);
    await client.query(copyToPeer);
    // As autovacuum leaves tables that are no longer being filled; it must not start in the middle of a round.
    await client.query(`vacuum (analyze) ${rows.analyzed.join(', ')}`);
    await client.query('vacuum bench_peer.suggestion, bench_peer.constituent');
    await client.query('checkpoint');
    return { stationIds, ownStationId, password };
  } finally {
    await client.end();
  }
}
