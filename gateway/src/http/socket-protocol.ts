import type { IncomingMessage } from 'node:http';
import { originOf } from '../guard/addresses.js';
import { credentialsOfHeaders } from '../guard/credentials.js';
import type { DirectSocket, SocketProtocolParts } from './socket.types.js';
import { SocketConversation } from './socket-conversation.js';

/** What is said on a socket: graphql-transport-ws. */
export interface SocketProtocol {
  opened(socket: DirectSocket, req: IncomingMessage): SocketConversation;
}

/** The protocol over sockets of any kind. */
export function socketProtocol(parts: SocketProtocolParts): SocketProtocol {
  return {
    opened: (socket, req) =>
      new SocketConversation(parts, socket, {
        ...originOf(parts.addresses, req),
        ...credentialsOfHeaders(req.headers),
      }),
  };
}
