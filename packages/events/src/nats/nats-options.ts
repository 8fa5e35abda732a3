import type { NodeConnectionOptions } from '@nats-io/transport-node';

/** A NATS server with JetStream, as a carrier of what was logged. */
export interface NatsOptions {
  /**
   * `nats://host:4222`, with `user:password@` or `token@` where the server wants it, `tls://…` to be encrypted; several
   * servers of a cluster separated by commas.
   */
  readonly url: string;
  /** Marks the messages of this installation; at least 32 bytes. Whatever has no such mark is not listened to. */
  readonly key: Buffer;
}

/** Longest wait for NATS to connect, to answer, to acknowledge. */
export const natsTimeoutMs = 2_000;

/** The servers without who and how: fit for a message. */
export function natsHosts(url: string): string {
  return serversOf(url)
    .map(({ host }) => host)
    .join(', ');
}

/** The address as the client library takes it. User and password are those of the first server. */
export function connectionOf(url: string): Pick<NodeConnectionOptions, 'servers' | 'user' | 'pass' | 'token' | 'tls'> {
  const servers = serversOf(url);
  const user = decodeURIComponent(servers[0]?.username ?? '');
  const pass = decodeURIComponent(servers[0]?.password ?? '');
  return {
    servers: servers.map(({ host }) => host),
    ...(user !== '' && (pass === '' ? { token: user } : { user, pass })),
    ...(servers.some(({ protocol }) => protocol === 'tls:') && { tls: {} }),
  };
}

const serversOf = (url: string): URL[] => url.split(',').map((one) => new URL(one));
