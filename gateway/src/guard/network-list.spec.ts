import { NetworkList } from './network-list.js';

describe('NetworkList', () => {
  it('holds addresses and networks of both families', () => {
    const list = new NetworkList(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32', '::1']);
    const held = ['10.255.0.1', '192.0.2.7', '2001:db8::9', '::1'];
    const others = ['11.0.0.1', '192.0.2.8', '2001:db9::1', '::2', 'example.org', ''];
    expect([...held, ...others].filter((address) => list.holds(address))).toEqual(held);
  });

  it.each(['10.0.0.0/33', 'x/8', '::/129', '10.0.0.0/', '10.0.0.0/8/8', ''])('takes %j for no network', (entry) =>
    expect(() => new NetworkList([entry])).toThrow(RangeError),
  );
});
