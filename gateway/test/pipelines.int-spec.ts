import { connect } from 'node:net';
import { createWorld, type World } from './gateway-world.js';
import { turnsOfDocuments } from './turns-of-documents.js';

let world: World;
beforeAll(async () => (world = await createWorld()));
afterAll(() => world[Symbol.asyncDispose]());

const body = (query: string): string => JSON.stringify({ query });
const request = (query: string): string =>
  `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body(query).length}\r\n\r\n${body(query)}`;

/** Sends requests in one go, and reads until so many answers are there or the connection is closed. */
async function pipelined(requests: readonly string[]): Promise<string> {
  const socket = connect(Number(new URL(world.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(requests.join(''));
  let text = '';
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8');
    if (text.split('{"data":').length > requests.length) break;
  }
  socket.destroy();
  return text;
}

it('requests in one go are answered in their order, with a turn for everybody else between two', async () => {
  let text = '';
  const seen = await turnsOfDocuments(world.gateway, async () => {
    text = await pipelined(Array.from({ length: 50 }, (_, n) => request(`{ a${n}: __typename }`)));
  });
  expect([...text.matchAll(/\{"data":\{"(a\d+)"/g)].map(([, key]) => key)).toEqual(
    Array.from({ length: 50 }, (_, n) => `a${n}`),
  );
  expect(new Set(seen).size).toBe(50);
});

it('a connection that never waits for an answer is cut off', async () => {
  const text = await pipelined(Array.from({ length: 500 }, () => request('{ __typename }')));
  expect(text.split('{"data":').length).toBeLessThan(500);
  expect((await world.post({ query: '{ __typename }' })).status).toBe(200);
});

it('one that goes away while its requests wait leaves nothing behind', async () => {
  const socket = connect(Number(new URL(world.url).port), '127.0.0.1');
  socket.write(Array.from({ length: 20 }, () => request('{ __typename }')).join(''));
  await new Promise((resolve) => socket.once('data', resolve));
  socket.destroy();
  expect((await world.post({ query: '{ __typename }' })).status).toBe(200);
  expect(world.logged.filter((line) => line.startsWith('http.failed'))).toEqual([]);
});
