import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { World } from './gateway-world.js';

/** Parsed JSON of whatever shape; the expectations check it. */
type Json = ReturnType<typeof JSON.parse>;

/** Subscribes over a WebSocket as people of a world; everything ends when it is disposed of. */
export interface Subscriber extends AsyncDisposable {
  /** Begins a subscription; what it returns brings the next result. */
  subscribe(who: string, query: string, variables?: object): Promise<() => Promise<Json>>;
}

export function subscriberOf(world: World): Subscriber {
  const closers: (() => unknown)[] = [];
  return {
    async subscribe(who, query, variables = {}) {
      const client = createClient({
        url: `${world.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: { authorization: `Bearer ${await world.tokenOf(who)}` },
      });
      closers.push(() => client.dispose());
      const events = client.iterate({ query, variables: { ...variables } });
      return async () => (await events.next()).value;
    },
    async [Symbol.asyncDispose]() {
      for (const close of closers) await close();
    },
  };
}
