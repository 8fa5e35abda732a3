import { wakeRelay } from '@lianxin/events';
import { Client } from 'pg';
import { type RunningPeer, runPeer } from '../../peers/run-peer.js';
import { type Contender, peerContender } from '../contenders.js';
import type { NotifyPeerOptions } from '../peers/peer-options.js';
import { Crowd } from '../subscribers/crowd.js';
import { writeWithin } from '../world/ask-inner-writer.js';
import { timedCommit } from '../world/timed-commit.js';
import type { World } from '../world/world.js';
import type { TimedContender } from './latency.js';

/** On the same server: NOTIFY wakes all who listen in a database, and either way would pay for the other's sessions. */
const peersDatabase = 'bench_peers';
const channel = 'bench_live';
const insertAndNotify = `with written as (insert into public.bench_event (message) values ($1) returning message)
  select pg_notify('${channel}', message) from written`;
const logChannel = 'bench_log';
const insertAndRing = `with written as (insert into public.bench_outbox (message) values ($1) returning message)
  select pg_notify('${logChannel}', '') from written`;
const createTables = `
  create table public.bench_event (id bigint generated always as identity, message text not null);
  create table public.bench_outbox (id bigint generated always as identity primary key, message text not null);
  create table public.bench_head as select 0::bigint as position;
  create table public.bench_log (position bigint primary key, message text not null)`;
/** The least that gives an event a place which is there after a crash. */
const moveToLog = `
  with taken as (delete from public.bench_outbox where id = (select min(id) from public.bench_outbox) returning message),
    head as (update public.bench_head set position = position + 1 returning position)
  insert into public.bench_log select position, message from taken cross join head returning message`;

/**
 * The bare way first, then the least that goes through a log, then ours, written in a process of its own and in the
 * platform's: the same message from a transaction that writes one row.
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
  const clientOf = async (connectionString: string): Promise<Client> => {
    const client = new Client({ connectionString });
    await client.connect();
    opened.defer(() => client.end());
    return client;
  };
  const client = await clientOf(adminUrl);
  await client.query(`create database ${peersDatabase}`);
  const databaseUrl = Object.assign(new URL(adminUrl), { pathname: peersDatabase }).href;
  const peersClient = await clientOf(databaseUrl);
  await peersClient.query(createTables);
  const peer = async (options: Omit<NotifyPeerOptions, 'databaseUrl'>): Promise<RunningPeer> =>
    opened.use(await runPeer({ benchmark: 'live', name: 'notify', options: { ...options, databaseUrl } }));
  const writing = (text: string) => () => timedCommit(peersClient, (tx) => tx.queryText(text, [message]));
  return [
    {
      ...peerContender(await peer({ channel }), { name: 'notify', title: 'NOTIFY to ws, nothing between' }),
      commit: writing(insertAndNotify),
    },
    {
      ...peerContender(await peer({ channel: logChannel, move: moveToLog }), {
        name: 'logged',
        title: 'NOTIFY to a log to ws, nothing else',
      }),
      commit: writing(insertAndRing),
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
