import WebSocket from 'ws';

/** The ways in. */
export const faces = ['POST', 'GET', 'SSE', 'WebSocket'] as const;
export type Face = (typeof faces)[number];

/** An answer as any face gives it. A WebSocket has no status, and SSE only that of its connection. */
export interface FaceAnswer {
  readonly status?: number;
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** What is sent: the parameters of GraphQL over HTTP. */
export interface FaceBody {
  readonly query?: string;
  readonly documentId?: string;
  readonly operationName?: string;
  readonly variables?: object;
  readonly extensions?: object;
}

/** Sends one operation over a face and answers the first result. */
export async function sendOver(face: Face, url: string, body: FaceBody, token?: string): Promise<FaceAnswer> {
  const headers = { 'accept-language': 'en', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  if (face === 'WebSocket') return overSocket(url, body, headers);
  const asked =
    face === 'GET'
      ? fetch(`${url}/graphql?${searchOf(body).toString()}`, { headers })
      : fetch(`${url}/graphql`, {
          method: 'POST',
          headers: {
            ...headers,
            'content-type': 'application/json',
            ...(face === 'SSE' && { accept: 'text/event-stream' }),
          },
          body: JSON.stringify(body),
        });
  const response = await asked;
  const text = await response.text();
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  const json = isStream ? (/^event: next\ndata: (.*)$/m.exec(text)?.[1] ?? '{}') : text;
  return { status: response.status, ...(JSON.parse(json) as FaceAnswer) };
}

function searchOf(body: FaceBody): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(body)) {
    search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return search;
}

function overSocket(url: string, body: FaceBody, connectionParams: object): Promise<FaceAnswer> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const send = (message: object): void => socket.send(JSON.stringify(message));
  return new Promise<FaceAnswer>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', (code, reason) => reject(new Error(`closed: ${code} ${reason.toString()}`)));
    socket.on('open', () => send({ type: 'connection_init', payload: connectionParams }));
    socket.on('message', (data: Buffer) => {
      const { type, payload } = JSON.parse(data.toString()) as { type: string; payload?: unknown };
      // The protocol wants a text; an identifier leaves it empty.
      if (type === 'connection_ack') send({ id: '1', type: 'subscribe', payload: { query: '', ...body } });
      if (type === 'next') resolve(payload as FaceAnswer);
      if (type === 'error') resolve({ errors: payload as NonNullable<FaceAnswer['errors']> });
    });
  }).finally(() => socket.terminate());
}
