import { EventEmitter, on } from 'node:events';
import { createServer } from 'node:http';
import { buildSchema, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { listenAnywhere, type PeerServer } from '../../peers/peer-server.js';
import type { Transition } from '../documents.js';
import type { FanOutPeerOptions } from './peer-options.js';

const sdl = `
  type Query { station(id: ID!): Station }
  type Subscription { stationFeed(stationId: ID!, after: String): SuggestionTransition! }
  type SuggestionTransition {
    cursor: String! at: String! action: String! fromStatus: String toStatus: String! actor: Actor suggestion: Suggestion
  }
  type Actor { role: String displayName: String }
  type Suggestion { id: ID! number: String title: String status: String station: Station leadUnit: Unit }
  type Station { id: ID! name: String region: Region }
  type Region { code: ID! name: String }
  type Unit { id: ID! name: String }`;

/**
 * Stock graphql-ws with graphql-js: every subscriber's stream is executed on its own. The two hops, to the suggestion and
 * from there to station and unit, are one turn of the event loop each, with the row at hand: no transport, no SQL, nobody
 * is asked who they are.
 */
export async function startStockServer({ message }: FanOutPeerOptions): Promise<PeerServer> {
  const { payload } = JSON.parse(message) as { payload: { data: { stationFeed: Transition } } };
  const events = new EventEmitter().setMaxListeners(0);
  const schema = resolved(buildSchema(sdl), payload.data.stationFeed, events);
  const server = createServer();
  const sockets = new WebSocketServer({ server, path: '/graphql', perMessageDeflate: false });
  const served = useServer({ schema }, sockets);
  const listening = await listenAnywhere(server, async () => undefined);
  return {
    port: listening.port,
    told: () => void events.emit('transition'),
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      await served.dispose();
      await listening.stop();
    },
  };
}

function resolved(schema: GraphQLSchema, transition: Transition, events: EventEmitter): GraphQLSchema {
  const field = (type: string, name: string): ReturnType<GraphQLObjectType['getFields']>[string] => {
    const found = (schema.getType(type) as GraphQLObjectType).getFields()[name];
    if (!found) throw new Error(`No ${type}.${name}`);
    return found;
  };
  const { suggestion } = transition;
  const { station, leadUnit } = suggestion;
  const feed = field('Subscription', 'stationFeed');
  feed.subscribe = async function* () {
    for await (const _ of on(events, 'transition')) yield transition;
  };
  feed.resolve = (event: unknown) => event;
  field('SuggestionTransition', 'suggestion').resolve = async () => suggestion;
  field('Suggestion', 'station').resolve = async () => station;
  field('Suggestion', 'leadUnit').resolve = async () => leadUnit;
  return schema;
}
