import { wakeRelay } from '@lianxin/events';
import { Client } from 'pg';
import { runPeer } from '../../peers/run-peer.js';
import { type Contender, peerContender } from '../contenders.js';
import type { NotifyPeerOptions } from '../peers/peer-options.js';
import { Crowd } from '../subscribers/crowd.js';
import { writeWithin } from '../world/ask-inner-writer.js';
import { timedCommit } from '../world/timed-commit.js';
import type { World } from '../world/world.js';
import type { TimedContender } from './latency.js';

const channel = 'bench_live';
const createTable = 'create table public.bench_event (id bigint generated always as identity, message text not null)';
const insertAndNotify = `with written as (insert into public.bench_event (message) values ($1) returning message)
  select pg_notify('${channel}', message) from written`;

/**
 * The bare way first, then ours, written in a process of its own and in the platform's: the same message from a
 * transaction that writes one row.
 * @param folder where the platform's process has its writer
 */
export async function timedContenders(
  ours: Contender,
  world: World,
  adminUrl: string,
  folder: string,
  opened: AsyncDisposableStack,
): Promise<readonly TimedContender[]> {
  using crowd = await Crowd.gather(await ours.greetings(1), ours.emit);
  const message = await crowd.tellAlike(ours.emit);
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  opened.defer(() => client.end());
  await client.query(createTable);
  const options: NotifyPeerOptions = { databaseUrl: adminUrl, channel };
  const peer = opened.use(await runPeer({ benchmark: 'live', name: 'notify', options }));
  return [
    {
      ...peerContender(peer, { name: 'notify', title: 'NOTIFY to ws, nothing between' }),
      commit: () => timedCommit(client, (tx) => tx.queryText(insertAndNotify, [message])),
    },
    {
      ...ours,
      title: 'Lianxin, written in another process',
      async commit() {
        const committed = await timedCommit(client, (tx) => world.write(tx));
        wakeRelay(world.db);
        return committed;
      },
    },
    {
      ...ours,
      name: 'within',
      title: 'Lianxin, written in its own process',
      watchedBy: 'ours',
      commit: () => writeWithin(folder, { adminUrl, watched: world.watched }),
    },
  ];
}
