import type { Status, SubscribeOptions } from './client.types.js';
import { createClient } from './create-client.js';
import type { AnsweredError } from './request-error.js';
import { typed } from './typed-document.js';

interface Said {
  readonly id: string;
  readonly type: string;
  readonly payload: { readonly variables: { readonly after?: string }; readonly authorization?: string };
}
interface Data {
  readonly feed: { readonly cursor: string };
}

/** A gateway without a network: what it answers to the nth subscription stands in a script. */
function fakeGateway(...script: ((socket: FakeSocket, id: string) => void)[]) {
  const asked: (string | undefined)[] = [];
  const tokens: (string | undefined)[] = [];
  class Socket extends FakeSocket {
    protected hear({ id, payload, type }: Said): void {
      if (type === 'connection_init') {
        tokens.push(payload.authorization);
        this.say({ type: 'connection_ack' });
      }
      if (type === 'subscribe') script[asked.push(payload.variables.after) - 1]?.(this, id);
    }
  }
  return { asked, tokens, Socket };
}

abstract class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readyState = 0;
  onopen: () => void = () => undefined;
  onmessage: (message: { data: string }) => void = () => undefined;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: ((event: object) => void) | null = null;

  constructor(_url: string, _protocols: string) {
    queueMicrotask(() => {
      if (this.readyState !== 0) return;
      this.readyState = 1;
      this.onopen();
    });
  }
  protected abstract hear(said: Said): void;
  addEventListener(): void {}
  send(text: string): void {
    queueMicrotask(() => this.hear(JSON.parse(text) as Said));
  }
  close(code = 1005, reason = ''): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    queueMicrotask(() => this.onclose?.({ code, reason }));
  }
  say(message: object): void {
    this.onmessage({ data: JSON.stringify(message) });
  }
  event(id: string, cursor: string, errors?: AnsweredError[]): void {
    this.say({ id, type: 'next', payload: { data: { feed: { cursor } }, errors } });
  }
  fail(id: string, code: string, cursor?: string | null): void {
    const errors = [{ message: code, extensions: { code, ...(cursor !== undefined && { cursor }) } }];
    this.say({ id, type: 'next', payload: { data: null, errors } });
    this.say({ id, type: 'complete' });
  }
  refuse(id: string, code: string): void {
    this.say({ id, type: 'error', payload: [{ message: code, extensions: { code } }] });
  }
}

const feed = typed<Data, { after?: string }>('subscription ($after: String) { feed(after: $after) { cursor } }');
const resume = { cursorOf: ({ feed: { cursor } }: Data) => cursor };

/** Follows to the end: cursors, and the error that ended it. */
async function follow(
  { Socket }: ReturnType<typeof fakeGateway>,
  options: SubscribeOptions<Data> & { readonly token?: (refused?: string) => string | undefined } = {},
) {
  const statuses: Status[] = [];
  const { token, ...own } = options;
  using client = createClient({
    url: 'http://gateway.invalid/graphql',
    WebSocket: Socket,
    token,
    timing: { backoff: { baseMs: 1, maxMs: 4 } },
    onStatus: (status) => statuses.push(status),
  });
  const cursors: string[] = [];
  try {
    for await (const { data } of client.subscribe(feed, {}, { resume, ...own })) cursors.push(data.feed.cursor);
    return { cursors, statuses, error: undefined };
  } catch (error) {
    return { cursors, statuses, error };
  }
}

const first = (socket: FakeSocket, id: string): void => socket.event(id, 'c1');
const last = (socket: FakeSocket, id: string): void => {
  socket.event(id, 'c2');
  socket.say({ id, type: 'complete' });
};
const firstThen = (then: (socket: FakeSocket, id: string) => void) => (socket: FakeSocket, id: string) => {
  first(socket, id);
  then(socket, id);
};

describe('a subscription', () => {
  it.each([1000, 1001, 1005, 1006, 1011, 1012, 1013, 4408, 4429, 4499, 4500])(
    'goes on behind its last event after close code %i',
    async (code) => {
      const gateway = fakeGateway(
        firstThen((socket) => socket.close(code)),
        last,
      );
      const { cursors, error, statuses } = await follow(gateway);
      expect([cursors, error, gateway.asked]).toEqual([['c1', 'c2'], undefined, [undefined, 'c1']]);
      expect(statuses.map(({ state }) => state).slice(0, 5)).toEqual([
        'connecting',
        'connected',
        'waiting',
        'connecting',
        'connected',
      ]);
    },
  );

  it('is called "1" when it is the first of its connection, as on every other phone', async () => {
    const ids: string[] = [];
    const gateway = fakeGateway(
      (socket, id) => {
        ids.push(id);
        first(socket, id);
        socket.close(1006);
      },
      (socket, id) => {
        ids.push(id);
        last(socket, id);
      },
    );
    await follow(gateway);
    expect(ids).toEqual(['1', '1']);
  });

  it.each([1002, 1003, 1008, 1009, 4400, 4401, 4403, 4406, 4409])('ends after close code %i', async (code) => {
    const gateway = fakeGateway(firstThen((socket) => socket.close(code, 'why')));
    const { cursors, error } = await follow(gateway);
    expect([cursors, gateway.asked.length]).toEqual([['c1'], 1]);
    expect(error).toMatchObject({ code: 'SOCKET_REFUSED', closeCode: code, message: expect.stringContaining('why') });
  });

  it.each(['UNAVAILABLE', 'TOO_MANY_REQUESTS', 'SUBGRAPH_UNAVAILABLE', 'INTERNAL'])(
    'tries again behind its last event after %s',
    async (code) => {
      const gateway = fakeGateway(
        firstThen((socket, id) => socket.fail(id, code)),
        (socket, id) => socket.refuse(id, code),
        last,
      );
      const { cursors, error } = await follow(gateway);
      expect([cursors, error, gateway.asked]).toEqual([['c1', 'c2'], undefined, [undefined, 'c1', 'c1']]);
    },
  );

  it('believes in an internal error that does not go away', async () => {
    const broken = (socket: FakeSocket, id: string): void => socket.fail(id, 'INTERNAL');
    const gateway = fakeGateway(firstThen(broken), broken, broken, broken, broken);
    const { error } = await follow(gateway);
    expect(error).toMatchObject({ code: 'INTERNAL' });
    expect(gateway.asked).toHaveLength(4);
  });

  it('resumes from the cursor of a RESYNC, and ends with one that has none', async () => {
    const gateway = fakeGateway(
      firstThen((socket, id) => socket.fail(id, 'RESYNC', 'c5')),
      (socket, id) => socket.fail(id, 'RESYNC', null),
    );
    const { cursors, error } = await follow(gateway);
    expect([cursors, gateway.asked]).toEqual([['c1'], [undefined, 'c5']]);
    expect(error).toMatchObject({ code: 'RESYNC', cursor: null });
    expect(gateway.tokens).toHaveLength(1);
  });

  it('brings what came with errors and a cursor as an event', async () => {
    const gateway = fakeGateway((socket, id) => {
      socket.event(id, 'c1', [{ message: 'part', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
      last(socket, id);
    });
    expect(await follow(gateway)).toMatchObject({ cursors: ['c1', 'c2'], error: undefined });
  });

  it('connects again with another token after 4403, and asks with the refused one', async () => {
    const asked: (string | undefined)[] = [];
    const token = (refused?: string): string => {
      asked.push(refused);
      return refused === undefined ? 'old' : 'new';
    };
    const gateway = fakeGateway(
      firstThen((socket) => socket.close(4403)),
      last,
    );
    expect(await follow(gateway, { token })).toMatchObject({ cursors: ['c1', 'c2'], error: undefined });
    expect([asked, gateway.tokens]).toEqual([
      [undefined, 'old'],
      ['Bearer old', 'Bearer new'],
    ]);
  });

  it('waits for a token that is not to be had now, and ends with the error of one that is refused', async () => {
    let attempts = 0;
    const flaky = (): string => {
      attempts += 1;
      if (attempts === 1) throw new TypeError('fetch failed');
      return 'token';
    };
    expect(await follow(fakeGateway(last), { token: flaky })).toMatchObject({ cursors: ['c2'], error: undefined });
    const signedOut = new Error('signed out');
    const gone = (): string => {
      throw signedOut;
    };
    expect((await follow(fakeGateway(last), { token: gone })).error).toBe(signedOut);
  });

  it('ends with what cursorOf throws', async () => {
    const fault = new Error('no such field');
    const cursorOf = (): string => {
      throw fault;
    };
    expect((await follow(fakeGateway(first), { resume: { cursorOf } })).error).toBe(fault);
  });
});
