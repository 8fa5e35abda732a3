import { connectionOf, natsHosts } from './nats-options.js';

describe('the address of NATS', () => {
  it.each([
    ['nats://127.0.0.1:4222', { servers: ['127.0.0.1:4222'] }],
    ['nats://me:p%40ss@broker', { servers: ['broker'], user: 'me', pass: 'p@ss' }],
    ['nats://t0ken@broker:4223', { servers: ['broker:4223'], token: 't0ken' }],
    ['tls://a:4222,tls://b:4222', { servers: ['a:4222', 'b:4222'], tls: {} }],
  ])('%s', (url, expected) => {
    expect(connectionOf(url)).toEqual(expected);
  });

  it('is shown without who and how', () => {
    expect(natsHosts('nats://me:secret@a:4222,nats://b:4222')).toBe('a:4222, b:4222');
  });
});
