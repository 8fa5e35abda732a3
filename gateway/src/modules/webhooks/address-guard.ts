import { lookup as resolve } from 'node:dns';
import { isIPv4, type LookupFunction } from 'node:net';
import { NetworkList } from '../../guard/network-list.js';

/** Addresses that lead into this house, to one machine, or to nobody in particular (IANA special-purpose registries). */
const inner4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10', // carriers, and the metadata service of one large cloud
  '127.0.0.0/8',
  '169.254.0.0/16', // link-local, and the metadata service of most clouds
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3', // multicast and reserved
];

/** What is global unicast (2000::/3) and yet not a host of its own: protocols, documentation, ways to embed IPv4. */
const inner6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const refused4 = new NetworkList(inner4);
const refused6 = new NetworkList(inner6);
const global6 = new NetworkList(['2000::/3']);
const loopback = new NetworkList(['127.0.0.0/8', '::1']);

/** Tells where a delivery may go. */
export interface AddressGuard {
  /** Whether an address may be reached: by https any public one and those permitted, by http a permitted loopback. */
  permits(address: string, protocol: string): boolean;
  /** Resolves for a connection; fails with ADDRESS_REFUSED when any of the addresses may not be reached. */
  lookupFor(protocol: string): LookupFunction;
}

/** The code of the error with which a refused address ends a connection. */
export const addressRefused = 'ADDRESS_REFUSED';

function refusal(): NodeJS.ErrnoException {
  return Object.assign(new Error('The address leads where no delivery may go'), { code: addressRefused });
}

/**
 * A guard that permits inner networks only where the operator has named them (`10.20.0.0/16`). It stands in the place of
 * the connection's own look-up, so that the address which was judged is the one that is connected to: a name that changes
 * its mind in between gains nothing.
 */
export function addressGuard(permitted: NetworkList): AddressGuard {
  const permits = (address: string, protocol: string): boolean => {
    if (protocol === 'http:') return loopback.holds(address) && permitted.holds(address);
    if (permitted.holds(address)) return true;
    if (isIPv4(address)) return !refused4.holds(address);
    return global6.holds(address) && !refused6.holds(address);
  };
  return {
    permits,
    lookupFor: (protocol) => (hostname, options, callback) => {
      resolve(hostname, { ...options, all: true }, (error, addresses) => {
        if (error) return callback(error, []);
        if (!addresses.every(({ address }) => permits(address, protocol))) return callback(refusal(), []);
        const [first] = addresses;
        if (options.all === true || first === undefined) return callback(null, addresses);
        callback(null, first.address, first.family);
      });
    },
  };
}
