import { Agent, type IncomingMessage, request } from 'node:http';
import WebSocket from 'ws';
import type { HostileRequest } from './hostile-request.js';

/** What came back, whichever way it went. */
export interface Reply {
  /** Undefined over a WebSocket. */
  readonly status?: number;
  readonly type: string;
  readonly text: string;
  /** Close code of a WebSocket that was closed instead of answered. */
  readonly closed?: number;
  /** Why there is no answer. */
  readonly dropped?: string;
}

/** Sends one request and waits for all of its answer. Never rejects: a connection without answer is `dropped`. */
export class Sender {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  /** @param address where requests come from, as a proxy would tell it: who shares it is one caller */
  constructor(
    private readonly url: string,
    private readonly address: string,
  ) {}

  /** Over several connections it is the answer that came last, or what is amiss with one of them. */
  async send(hostile: HostileRequest): Promise<Reply> {
    const { connections = 1 } = hostile;
    if (connections === 1) return this.sendOne(hostile, this.agent);
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const replies = await Promise.all(Array.from({ length: connections }, () => this.sendOne(hostile, agent)));
    agent.destroy();
    const isAmiss = ({ dropped, status = 200 }: Reply): boolean => dropped !== undefined || status >= 500;
    return replies.find(isAmiss) ?? replies.at(-1) ?? { type: '', text: '' };
  }

  private sendOne(hostile: HostileRequest, agent: Agent): Promise<Reply> {
    const sent =
      hostile.face === 'WebSocket'
        ? this.overSocket(String(hostile.body), hostile.times ?? 1)
        : this.overHttp(hostile, agent);
    return sent.catch((cause: unknown) => ({ type: '', text: '', dropped: String(cause) }));
  }

  close(): void {
    this.agent.destroy();
  }

  private overHttp({ face, body, headers }: HostileRequest, agent: Agent): Promise<Reply> {
    const isGet = face === 'GET';
    const given = {
      'accept-language': 'en',
      'x-forwarded-for': this.address,
      ...(!isGet && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
      ...(face === 'SSE' && { accept: 'text/event-stream' }),
      ...headers,
    };
    const address = `${this.url}/graphql${isGet ? `?${searchOf(String(body))}` : ''}`;
    return new Promise((resolve, reject) => {
      const req = request(address, { method: isGet ? 'GET' : 'POST', agent, headers: given }, (res) => {
        read(res).then(resolve, reject);
      });
      req.setTimeout(20_000, () => req.destroy(new Error('no answer within 20 s')));
      req.on('error', reject);
      req.end(isGet ? undefined : body);
    });
  }

  private overSocket(payload: string, times: number): Promise<Reply> {
    const socket = new WebSocket(`${this.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: { 'x-forwarded-for': this.address },
    });
    const type = 'websocket';
    const isLast = (text: string): boolean => times === 1 || new RegExp(`"id":"${times}"`).test(text);
    const answered = new Promise<Reply>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no answer within 20 s')), 20_000);
      socket.on('error', reject);
      socket.on('close', (closed, reason) => {
        clearTimeout(timer);
        resolve({ type, text: reason.toString('utf8'), closed });
      });
      socket.on('open', () => socket.send('{"type":"connection_init"}'));
      socket.on('message', (data: Buffer) => {
        const text = data.toString('utf8');
        if (!text.includes('"connection_ack"')) return isLast(text) && resolve({ type, text });
        for (let n = 1; n <= times; n++) socket.send(`{"id":"${n}","type":"subscribe","payload":${payload}}`);
      });
    });
    return answered.finally(() => socket.terminate());
  }
}

/** The fields of a JSON body as an address has them. */
function searchOf(body: string): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(JSON.parse(body) as Record<string, unknown>)) {
    given.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return given.toString();
}

async function read(res: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = [];
  for await (const chunk of res as AsyncIterable<Buffer>) chunks.push(chunk);
  return {
    status: res.statusCode ?? 0,
    type: res.headers['content-type'] ?? '',
    text: Buffer.concat(chunks).toString('utf8'),
  };
}
