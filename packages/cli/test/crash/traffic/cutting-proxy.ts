import { connect, createServer, type Socket } from 'node:net';
import type { SeededRandom } from '../../../src/demo/seeded/seeded-random.js';

/** A line between clients and the gateway that somebody cuts. */
export interface CuttingProxy extends AsyncDisposable {
  readonly url: string;
  readonly cuts: number;
  /** From now on each new connection carries a random number of bytes and is cut; or none is cut any more. */
  setCutting(on: boolean): void;
}

/** Bytes to the client before a cut: from the middle of the handshake to some few events. */
const [leastBytes, mostBytes] = [20, 2_500];
/** How long the gateway is left in the belief that its client is still there. */
const longestSilenceMs = 300;

/**
 * Passes bytes on until a connection's time has come: then the client's side is reset in the middle of whatever was on
 * its way. The gateway's side is reset with it, or hears nothing for a while, as it is with a phone in a tunnel.
 */
export async function cuttingProxy(target: () => URL, random: SeededRandom): Promise<CuttingProxy> {
  let [cuts, isCutting] = [0, false];
  const open = new Set<Socket>();

  const carry = (client: Socket): void => {
    const { hostname, port } = target();
    const gateway = connect(Number(port), hostname);
    let left = isCutting ? random.int(leastBytes, mostBytes) : Infinity;
    const silenceMs = random.chance(0.3) ? random.between(0, longestSilenceMs) : 0;
    const endBoth = (): void => {
      client.destroy();
      if (!gateway.isPaused()) gateway.destroy();
    };
    const cut = (): void => {
      cuts += 1;
      client.resetAndDestroy();
      setTimeout(() => gateway.resetAndDestroy(), silenceMs);
    };
    for (const socket of [client, gateway]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        endBoth();
      });
    }
    client.on('data', (bytes: Buffer) => gateway.write(bytes));
    gateway.on('data', (bytes: Buffer) => {
      const passed = bytes.subarray(0, left);
      left -= passed.length;
      if (left > 0) return void client.write(passed);
      gateway.pause();
      gateway.removeAllListeners('data');
      client.write(passed, cut);
    });
  };

  const server = createServer(carry);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    get cuts() {
      return cuts;
    },
    setCutting: (on) => void (isCutting = on),
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
