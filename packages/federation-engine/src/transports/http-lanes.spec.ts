import { createServer, type AddressInfo } from 'node:net';
import { HttpExchange } from './http-exchange.js';
import { HttpLanes, send, type Lane, type Pace } from './http-lanes.js';

const origin = 'http://127.0.0.1:1';

/** A pace as it is after many answers that took so long. */
function paceOf(lanes: HttpLanes, averageMs: number): Pace {
  const pace: Pace = { averageMs: undefined };
  for (let i = 0; i < 100; i++) lanes.learn(pace, averageMs);
  return pace;
}

const entered = (lanes: HttpLanes, paces: readonly (Pace | undefined)[]): Lane[] =>
  paces.map((pace) => lanes.enter(pace));
const counts = (lanes: readonly Lane[]): number[] => [...new Set(lanes)].map(({ underWay }) => underWay);

test('quick requests share a connection until it is full, then one more', async () => {
  const lanes = new HttpLanes(origin, { connections: 8, pipelining: 4 });
  const quick = paceOf(lanes, 2);
  expect(counts(entered(lanes, Array<Pace>(4).fill(quick)))).toEqual([4]);
  const eight = entered(lanes, Array<Pace>(4).fill(quick));
  expect(counts(eight)).toEqual([4]);
  expect(eight).not.toContain(lanes.enter(quick));
  await lanes.close();
});

test('what is slow, new or a mutation has a connection to itself while there is one', async () => {
  const lanes = new HttpLanes(origin, { connections: 4, pipelining: 4 });
  const quick = paceOf(lanes, 2);
  const slow = paceOf(lanes, 200);
  paceOf(lanes, 2);
  const shared = lanes.enter(quick);
  const alone = entered(lanes, [slow, { averageMs: undefined }, undefined]);
  expect(counts(alone)).toEqual([1, 1, 1]);
  expect(alone).not.toContain(shared);
  expect(alone).not.toContain(lanes.enter(quick));
  // None is left, so the next has to follow somebody.
  expect(lanes.enter(slow).underWay).toBeGreaterThan(1);
  await lanes.close();
});

test('where everything takes long nothing counts as slow, and a connection that was left is used again', async () => {
  const lanes = new HttpLanes(origin, { connections: 8, pipelining: 2 });
  const usual = paceOf(lanes, 50);
  const [first, second, third] = entered(lanes, [usual, usual, usual]);
  expect(counts([first!, second!, third!])).toEqual([2, 1]);
  expect(second).toBe(first);
  lanes.leave(third!);
  const slow = paceOf(lanes, 5_000);
  paceOf(lanes, 50);
  const alone = lanes.enter(slow);
  expect(alone).toBe(third);
  lanes.leave(alone);
  expect(alone.isAlone).toBe(false);
  await lanes.close();
});

test('quick requests of one turn of the event loop leave together', async () => {
  const arrived: number[] = [];
  const server = createServer((socket) => {
    socket.on('data', (chunk) => {
      const requests = chunk.toString('utf8').split('POST /').length - 1;
      arrived.push(requests);
      for (let i = 0; i < requests; i++) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const lanes = new HttpLanes(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    connections: 1,
    pipelining: 8,
  });
  const quick = paceOf(lanes, 2);
  const ask = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const lane = lanes.enter(quick);
      const exchange = new HttpExchange({ timeoutMs: 5_000, maxResponseBytes: 100 }, undefined, {
        resolve,
        reject,
        isShared: () => false,
        onOver: () => lanes.leave(lane),
      });
      send(lane, { path: '/', headers: {}, body: '{}' }, true, exchange);
    });
  await ask();
  expect(await Promise.all([ask(), ask(), ask(), ask()])).toEqual([{}, {}, {}, {}]);
  expect(arrived).toEqual([1, 4]);
  await lanes.close();
  server.close();
});
