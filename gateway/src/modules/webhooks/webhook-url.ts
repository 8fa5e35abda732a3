import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { refuse, type RefusalReason } from '@lianxin/errors';
import type { AddressGuard } from './address-guard.js';

const longestUrl = 2_000;

/** The host of a URL as an address, or null where it is a name. */
export function addressIn({ hostname }: URL): string | null {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return isIP(bare) === 0 ? null : bare;
}

/** The URL in its one spelling, or null: https or http, no user name, password or fragment. */
function parseUrl(text: string): URL | null {
  if (text.length > longestUrl || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.username === '' && url.password === '' && url.hash === '';
  return isPlain && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null;
}

/**
 * An address to register, or why it is refused. Names are resolved, to tell at once what every delivery would find; one
 * that does not resolve now is taken, since it is the delivery that decides.
 */
export async function checkedUrl(
  text: string,
  guard: AddressGuard,
): Promise<{ readonly url: string } | { readonly refused: RefusalReason }> {
  const url = parseUrl(text.trim());
  if (url === null) return { refused: refuse('WEBHOOK_URL_INVALID') };
  const literal = addressIn(url);
  const addresses = literal === null ? await addressesOf(url.hostname) : [literal];
  const isUnfit = addresses.some((address) => !guard.permits(address, url.protocol));
  // By http nothing may be reached but a permitted loopback, so a name that means nothing yet is no candidate.
  const isUnknown = url.protocol === 'http:' && addresses.length === 0;
  if (!isUnfit && !isUnknown) return { url: url.href };
  return { refused: refuse(url.protocol === 'http:' ? 'WEBHOOK_URL_INVALID' : 'WEBHOOK_ADDRESS_REFUSED') };
}

async function addressesOf(hostname: string): Promise<string[]> {
  try {
    return (await lookup(hostname, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}
