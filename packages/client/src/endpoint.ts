/**
 * The address in full; in a browser, against that of the page.
 * @throws TypeError where it is none, or not one of HTTP
 */
export function endpointOf(url: string): string {
  const { location } = globalThis as { readonly location?: { readonly href: string } };
  const { href, protocol } = new URL(url, location?.href);
  if (!/^https?:$/.test(protocol)) throw new TypeError(`Not an HTTP address: ${href}`);
  return href;
}

/** The same place for sockets. */
export function socketEndpointOf(endpoint: string): string {
  return endpoint.replace(/^http/, 'ws');
}
