import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { NetworkList } from '../../guard/network-list.js';
import { addressGuard } from './address-guard.js';
import { postWebhook } from './post-webhook.js';

/** Of `localhost`, made for this test and trusted by nobody. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgBH6LSoaoolH0I0He
Qi6FnOH62tuLiAULwuc+K90dm5ehRANCAAQ6F/MSGKDKCGnFqgP9JO9pVn/k7zO4
TFxCmSsvIQle+UzmmexVH6uPK0lrdEfTiTHo5pbzVlwr6DByoU+jqOWT
-----END PRIVATE KEY-----`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUe3Y0orAaZcXNMU0WoHbXLmZIPC0wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNjE3NDIyM1oYDzIxMjYxMTAy
MTc0MjIzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQ6F/MSGKDKCGnFqgP9JO9pVn/k7zO4TFxCmSsvIQle+UzmmexVH6uP
K0lrdEfTiTHo5pbzVlwr6DByoU+jqOWTo28wbTAdBgNVHQ4EFgQUPMdFRMIK3rT7
Fn+ndFtzgPnX5xowHwYDVR0jBBgwFoAUPMdFRMIK3rT7Fn+ndFtzgPnX5xowDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIgZdbDFffSklEgsodItGCcB4BSZuSVDXvh4TrEzMf/yPcCIQCd
SR98ULRY8jJjvhRqZ4Mhxb8ptoj5XGfU7S22BAsaNA==
-----END CERTIFICATE-----`;

describe('postWebhook over TLS', () => {
  const server = createServer({ key, cert }, (request, response) => {
    request.resume().on('end', () => response.writeHead(request.headers['x-here'] === 'yes' ? 202 : 400).end('taken'));
  });
  const trusted = getCACertificates();
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    setDefaultCACertificates(trusted);
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  const post = (host: string, networks = ['127.0.0.0/8']) =>
    postWebhook({
      url: `https://${host}:${String(port)}/`,
      headers: { 'x-here': 'yes' },
      body: '{}',
      guard: addressGuard(new NetworkList(networks)),
      timeoutMs: 60_000,
      signal: new AbortController().signal,
    });

  it('sends nothing to a certificate that nobody vouches for', async () => {
    expect(await post('localhost')).toMatchObject({ fault: 'TLS', httpStatus: null });
  });

  it('delivers where the certificate holds and names the host', async () => {
    setDefaultCACertificates([...trusted, cert]);
    expect(await post('localhost')).toMatchObject({ fault: null, httpStatus: 202 });
    expect(await post('127.0.0.1')).toMatchObject({ fault: null, httpStatus: 202 });
  });

  it('goes to no inner address, certificate or not', async () => {
    expect(await post('localhost', [])).toMatchObject({ fault: 'ADDRESS_REFUSED' });
    expect(await post('127.0.0.1', [])).toMatchObject({ fault: 'ADDRESS_REFUSED' });
  });
});
