/** The address in full; in a browser, against that of the page. */
export function endpointOf(url: string): string {
  const { location } = globalThis as { readonly location?: { readonly href: string } };
  return new URL(url, location?.href).href;
}

/** The same place for sockets. */
export function socketEndpointOf(endpoint: string): string {
  return endpoint.replace(/^http/, 'ws');
}
