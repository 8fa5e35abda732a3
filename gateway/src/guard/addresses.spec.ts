import type { IncomingMessage } from 'node:http';
import { addresses } from './addresses.js';

const request = (remoteAddress: string, forwardedFor?: string): Pick<IncomingMessage, 'headers' | 'socket'> => ({
  headers: forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor },
  socket: { remoteAddress } as IncomingMessage['socket'],
});

describe('addresses', () => {
  const { ofRequest, holderOf, holderBehind } = addresses(['10.0.0.0/8', '2001:db8::1']);

  it('believes a trusted proxy, and nobody else', () => {
    expect(ofRequest(request('10.1.2.3', '203.0.113.9'))).toBe('203.0.113.9');
    expect(ofRequest(request('::ffff:10.1.2.3', '203.0.113.9:4711, 10.9.9.9'))).toBe('203.0.113.9');
    expect(ofRequest(request('198.51.100.7', '203.0.113.9'))).toBe('198.51.100.7');
  });

  it('takes the last address that is not a proxy, whatever the caller wrote before it', () => {
    expect(ofRequest(request('10.1.2.3', '1.1.1.1, 203.0.113.9, 10.0.0.2'))).toBe('203.0.113.9');
    expect(ofRequest(request('10.1.2.3', '203.0.113.9, nonsense'))).toBe('10.1.2.3');
    expect(ofRequest(request('10.1.2.3'))).toBe('10.1.2.3');
  });

  it('counts no connection of a proxy or of this machine, but the caller behind it', () => {
    for (const address of ['10.1.2.3', '127.0.0.1', '::1', '::ffff:127.0.0.1', '2001:db8::1'])
      expect(holderOf({ remoteAddress: address })).toBeUndefined();
    expect(holderBehind(request('10.1.2.3', '203.0.113.9'))).toBe('203.0.113.9');
    expect(holderBehind(request('198.51.100.7', '203.0.113.9'))).toBeUndefined();
    expect(holderOf({ remoteAddress: '198.51.100.7' })).toBe('198.51.100.7');
    expect(holderOf({ remoteAddress: undefined })).toBeUndefined();
  });

  it('takes an IPv6 network of 64 bits for one holder', () => {
    const holder = holderOf({ remoteAddress: '2001:db8:1:2:3:4:5:6' });
    expect(holder).toBe('2001:db8:1:2::/64');
    expect(holderOf({ remoteAddress: '2001:0DB8:1:2::9' })).toBe(holder);
    expect(holderOf({ remoteAddress: 'fe80::1%eth0' })).toBe('fe80:0:0:0::/64');
  });

  it('refuses what is no address', () => {
    for (const entry of ['', 'proxy', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/9', '::1/129'])
      expect(() => addresses([entry])).toThrow(RangeError);
  });
});
