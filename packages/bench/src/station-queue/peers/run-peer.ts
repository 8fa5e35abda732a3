import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { serverEnvironment } from '../../env.js';
import type { PeerReady } from './peer-process.js';
import type { PeerName, PeerOptions } from './peer-server.js';

/** A peer in a process of its own. */
export interface RunningPeer extends AsyncDisposable {
  readonly url: URL;
}

const program = fileURLToPath(new URL('../../main.js', import.meta.url));

/** Starts a peer and waits for its port. The database's address goes over the channel: arguments are for all to read. */
export async function runPeer(name: PeerName, options: PeerOptions): Promise<RunningPeer> {
  const child = fork(program, ['peer', name], {
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as PeerReady).port));
    child.once('error', reject);
    void exited.then(() => reject(new Error(`The peer ${name} ended`)));
    child.send(options);
  });
  const stop = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    await exited;
  };
  return { url: new URL(`http://127.0.0.1:${port}/graphql`), [Symbol.asyncDispose]: stop };
}
