import { BlockList, isIP, isIPv6 } from 'node:net';

/** Whether it is `10.0.0.1` or `10.0.0.0/8`, or the same of IPv6. */
export function isAddressOrNetwork(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/');
  const most = isIPv6(address) ? 128 : 32;
  return (
    isIP(address) !== 0 && rest.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
  );
}

/** A set of addresses and networks. */
export class NetworkList {
  private readonly list = new BlockList();

  /** @throws RangeError for what is neither an address nor a network */
  constructor(entries: readonly string[]) {
    for (const entry of entries) {
      if (!isAddressOrNetwork(entry)) throw new RangeError(`Not an address or a network: ${entry}`);
      const [address = '', bits = isIPv6(address) ? 128 : 32] = entry.split('/');
      this.list.addSubnet(address, Number(bits), familyOf(address));
    }
  }

  /** False for what is no address. */
  holds(address: string): boolean {
    return isIP(address) !== 0 && this.list.check(address, familyOf(address));
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
