import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a page of this origin may open a socket. Programs send no Origin, and our own pages always may. Without a list
 * every origin may: nothing here is authorised by a cookie, so another site's page cannot act for a visitor; a list
 * closes the door anyway.
 */
export function isOriginAllowed(headers: IncomingHttpHeaders, origins: readonly string[]): boolean {
  const origin = headers.origin?.toLowerCase();
  if (origin === undefined || origins.length === 0 || origins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === headers.host?.toLowerCase();
}

/**
 * Whether a body is JSON in UTF-8. Anything else is refused before it is read: a form, which another site's page could
 * post without asking, and odd charsets, which the parsers behind could read differently.
 */
export function isJsonBody(headers: IncomingHttpHeaders): boolean {
  const [mediaType, ...parameters] = (headers['content-type'] ?? '').toLowerCase().replace(/\s/g, '').split(';');
  const encoding = headers['content-encoding'] ?? 'identity';
  return (
    mediaType === 'application/json' &&
    encoding === 'identity' &&
    parameters.every((parameter) => /^(charset="?utf-?8"?)?$/.test(parameter))
  );
}
