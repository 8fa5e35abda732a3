import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@lianxin/database';

/** A PostgreSQL with the settings of an installation, fsync included, that can be killed and comes back as it was. */
export interface DatabaseServer extends AsyncDisposable {
  readonly adminUrl: string;
  readonly logFile: string;
  /** SIGKILL to the postmaster and every process of it, in one go. */
  kill(): Promise<void>;
  /** SIGKILL to one backend: the postmaster ends all others and recovers. */
  killBackend(pid: number): void;
  /** Starts it again on the same port, over the same files. */
  restart(): Promise<void>;
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Starts it in `dataDir`. No setting is given: the ones that people run on are what is under test. */
export async function startDatabaseServer(dataDir: string): Promise<DatabaseServer> {
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir });
  const { adminUrl, port, logFile } = server;
  return {
    adminUrl,
    logFile,
    async kill() {
      const postmaster = Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
      // Stopped first, so that it starts nobody while its children are counted.
      process.kill(postmaster, 'SIGSTOP');
      const all = [...childrenOf(postmaster), postmaster];
      all.forEach(signal);
      while (all.some(isAlive)) await new Promise((resolve) => setImmediate(resolve));
      // It is gone; this gives the folder's lock back.
      await server.stop();
    },
    killBackend: signal,
    async restart() {
      server = await startEmbeddedPostgres({ dataDir, port });
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}
