import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import { Heartbeat } from './heartbeat.js';

/** As many beats as it takes until every socket has been pinged once more. */
const beatsARound = 24;

class Socket extends EventEmitter {
  pings = 0;
  isTerminated = false;
  ping(): void {
    this.pings += 1;
  }
  terminate(): void {
    this.isTerminated = true;
  }
}

function setUp(count: number) {
  const heartbeat = new Heartbeat();
  const sockets = Array.from({ length: count }, () => new Socket());
  for (const socket of sockets) heartbeat.add(socket as unknown as WebSocket);
  const round = (): void => {
    for (let beat = 0; beat < beatsARound; beat += 1) heartbeat.beat();
  };
  const leave = (): void => sockets.forEach((socket) => heartbeat.remove(socket as unknown as WebSocket));
  return { heartbeat, sockets, round, leave };
}

describe('Heartbeat', () => {
  it('pings each once a round, and few at a time', () => {
    const { heartbeat, sockets, round, leave } = setUp(240);
    heartbeat.beat();
    expect(sockets.filter(({ pings }) => pings === 1)).toHaveLength(10);
    for (let beat = 1; beat < beatsARound; beat += 1) heartbeat.beat();
    expect(sockets.every(({ pings }) => pings === 1)).toBe(true);
    sockets.forEach((socket) => socket.emit('pong'));
    round();
    expect(sockets.every(({ pings, isTerminated }) => pings === 2 && !isTerminated)).toBe(true);
    leave();
  });

  it('cuts off who does not answer until the next ping, and nobody else', () => {
    const { sockets, round, leave } = setUp(3);
    round();
    sockets[1]?.emit('pong');
    round();
    expect(sockets.map(({ isTerminated }) => isTerminated)).toEqual([true, false, true]);
    leave();
  });

  it('forgets who has left', () => {
    const { heartbeat, sockets, round, leave } = setUp(2);
    round();
    heartbeat.remove(sockets[0] as unknown as WebSocket);
    heartbeat.remove(sockets[0] as unknown as WebSocket);
    round();
    expect(sockets.map(({ isTerminated }) => isTerminated)).toEqual([false, true]);
    leave();
  });
});
