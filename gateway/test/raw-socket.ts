import WebSocket from 'ws';

/** A message of graphql-transport-ws as it came. */
export interface SocketMessage<Payload> {
  readonly id?: string;
  readonly type: string;
  readonly payload?: Payload;
}

/** A socket without a client library on it: says what it is told to, and keeps what comes. */
export function rawSocket<Payload>(url: string, options: WebSocket.ClientOptions = {}) {
  const client = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', options);
  const messages: SocketMessage<Payload>[] = [];
  client.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as SocketMessage<Payload>));
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    client.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  const refused = new Promise<number>((resolve) =>
    client.on('unexpected-response', (req, res) => {
      resolve(res.statusCode ?? 0);
      req.destroy();
    }),
  );
  client.on('error', () => undefined);
  const opened = new Promise<void>((resolve) => client.on('open', () => resolve()));
  const send = (message: object): void => client.send(JSON.stringify(message));
  const until = async (count: number): Promise<SocketMessage<Payload>[]> => {
    while (messages.length < count) await new Promise((r) => setTimeout(r, 5));
    return messages;
  };
  return { client, messages, closed, refused, opened, send, until };
}
