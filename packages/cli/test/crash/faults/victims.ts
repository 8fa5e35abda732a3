import type { NatsServer } from '@lianxin/testing';
import { until } from '../until.js';
import type { CrashWorld } from '../world/crash-world.js';
import { relayApplication } from '../world/forms.js';

/** Something that can be killed with -9 and comes back. */
export interface Victim {
  readonly name: string;
  /** `backend` is the one that is held at a pause point, where one is. */
  kill(backend?: number): Promise<void>;
  restart(): Promise<void>;
  /** Stops it without a word; only processes of the platform know this. */
  freeze?(): void;
}

const recoveryMs = 60_000;

/** Some backend of the platform that is at work, or else any. */
async function someBackend({ admin }: CrashWorld): Promise<number> {
  const [row] = await admin.queryText<{ pid: number }>(
    `select pid from pg_stat_activity where application_name like 'lianxin%' order by state = 'active' desc limit 1`,
  );
  if (!row) throw new Error('The platform has no connection');
  return row.pid;
}

const answers = ({ admin }: CrashWorld) =>
  until('PostgreSQL to answer', recoveryMs, async () => (await admin.queryText('select 1')).length === 1);

/** Everything that can be killed now. */
export function victimsOf(world: CrashWorld): Victim[] {
  const { database, nats } = world;
  const processes = [...world.processes().byName.values()].map((served): Victim => ({
    name: served.name,
    kill: () => served.kill(),
    restart: () => served.restart(),
    freeze: () => served.freeze(),
  }));
  const broker: Victim[] = nats !== undefined && world.form() === 'five' ? [brokerOf(nats)] : [];
  return [
    ...processes,
    ...broker,
    {
      name: 'postgres',
      kill: () => database.kill(),
      async restart() {
        await database.restart();
        await answers(world);
      },
    },
    {
      name: 'backend',
      kill: async (backend) => database.killBackend(backend ?? (await someBackend(world))),
      restart: async () => void (await answers(world)),
    },
  ];
}

/** The broker loses all it has stored with every death: it may. */
function brokerOf(nats: NatsServer): Victim {
  return {
    name: 'nats',
    async kill() {
      await nats.kill();
      nats.removeStore();
    },
    restart: () => nats.restart(),
  };
}

/** Makes the relay of the harness the leader: whichever else leads loses its connection. */
export async function letRelayLead({ admin }: CrashWorld): Promise<void> {
  await until('the relay to lead', recoveryMs, async () => {
    const [leader] = await admin.queryText<{ pid: number; name: string }>(
      `select a.pid, a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
       where l.locktype = 'advisory' and l.objsubid = 1 and l.granted
         and a.application_name in ('lianxin relay', '${relayApplication}')`,
    );
    if (leader?.name === relayApplication) return true;
    if (leader) await admin.queryText('select pg_terminate_backend($1)', [leader.pid]);
    return false;
  });
}
