import type { IncomingHttpHeaders } from 'node:http';
import type { Credentials } from './guard.js';

const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(', ') : value;

/** Credentials from the headers of an HTTP request. */
export function credentialsOfHeaders(headers: IncomingHttpHeaders): Credentials {
  return {
    authorization: headers.authorization,
    requestId: single(headers['x-request-id']),
    acceptLanguage: headers['accept-language'],
  };
}

/**
 * Credentials from a socket's `connectionParams` (`authorization`, `acceptLanguage`; names in any case), because a
 * browser cannot set headers there. What they leave out the headers of the upgrade request tell.
 */
export function credentialsOfConnection(
  params: Readonly<Record<string, unknown>> | undefined,
  fromHeaders: Credentials,
): Credentials {
  const given = new Map<string, string>();
  for (const [name, value] of Object.entries(params ?? {})) {
    if (typeof value === 'string') given.set(name.toLowerCase().replaceAll('-', ''), value);
  }
  return {
    authorization: given.get('authorization') ?? fromHeaders.authorization,
    requestId: fromHeaders.requestId,
    acceptLanguage: given.get('acceptlanguage') ?? fromHeaders.acceptLanguage,
  };
}
