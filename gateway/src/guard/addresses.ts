import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6, type Socket } from 'node:net';
import type { Credentials } from './guard.js';
import { NetworkList } from './network-list.js';

/** Where requests and connections come from. */
export interface Addresses {
  /** The caller of a request: what a trusted proxy says, else the other end of the connection. */
  ofRequest(req: Pick<IncomingMessage, 'headers' | 'socket'>): string | undefined;
  /**
   * The holder to count a connection for; undefined when it is nobody in particular: a proxy, or this machine itself,
   * where an unknown proxy may stand. All of an IPv6 network of 64 bits, which one subscriber has, are one holder.
   */
  holderOf(socket: Pick<Socket, 'remoteAddress'>): string | undefined;
  /** The holder behind a trusted proxy, who is known from the request that a connection carries. */
  holderBehind(req: Pick<IncomingMessage, 'headers' | 'socket'>): string | undefined;
}

/** IPv4 as IPv6 sockets show it. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/** A request's origin, for the guard. */
export function originOf(
  addresses: Addresses,
  req: IncomingMessage,
): Pick<Credentials, 'address' | 'holder' | 'connection'> {
  const address = addresses.ofRequest(req);
  const holder = addresses.holderBehind(req) ?? addresses.holderOf(req.socket);
  return { ...(address && { address }), ...(holder && { holder }), connection: req.socket };
}

const loopback = new NetworkList(['127.0.0.0/8', '::1']);

/**
 * Reads addresses. `X-Forwarded-For` counts only when a trusted proxy sent it, and then from its end: what a caller wrote
 * there itself stands before what the proxies added.
 * @param trustedProxies addresses or networks (`10.0.0.0/8`)
 * @throws RangeError when one is neither
 */
export function addresses(trustedProxies: readonly string[]): Addresses {
  const trusted = new NetworkList(trustedProxies);
  const forwarded = ({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): string | undefined => {
    if (!trusted.holds(plain(socket.remoteAddress ?? ''))) return undefined;
    const told = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    for (const entry of told.toReversed()) {
      const address = plain(withoutPort(entry.trim()));
      if (isIP(address) === 0) return undefined;
      if (!trusted.holds(address)) return address;
    }
    return undefined;
  };
  return {
    ofRequest: (req) => forwarded(req) ?? (req.socket.remoteAddress && plain(req.socket.remoteAddress)),
    holderOf({ remoteAddress = '' }) {
      const address = plain(remoteAddress);
      return isIP(address) === 0 || loopback.holds(address) || trusted.holds(address) ? undefined : network(address);
    },
    holderBehind(req) {
      const address = forwarded(req);
      return address === undefined ? undefined : network(address);
    },
  };
}

function withoutPort(entry: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(entry)?.[1] ?? entry;
}

/** An IPv4 address, or the first 64 bits of an IPv6 one. */
function network(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%', 1)[0]?.toLowerCase().split('::') ?? [];
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - first.length - last.length }, () => '0');
  const groups = [...first, ...zeros, ...last].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
