import { hkdfSync } from 'node:crypto';

/** Shorter secrets can be guessed; 16 bytes are the least that HKDF turns into keys here. */
const MIN_SECRET_BYTES = 16;

/** Separates the keys of this platform from those another program may derive from the same secret. */
const SALT = 'lianxin.v1';

/**
 * A key for one purpose from the installation's one secret (HKDF-SHA-256, RFC 5869). Each purpose has its own label,
 * such as `gateway-signature` or `database-role:lianxin_stations`; no key tells anything about another or the secret.
 * Throws `RangeError` for an empty label or a secret under 16 bytes.
 */
export function deriveKey(secret: string | Uint8Array, label: string, bytes = 32): Buffer {
  const material = typeof secret === 'string' ? Buffer.from(secret, 'utf8') : secret;
  if (material.byteLength < MIN_SECRET_BYTES) {
    throw new RangeError(`The secret is shorter than ${MIN_SECRET_BYTES} bytes`);
  }
  if (label === '') throw new RangeError('A derived key needs a label');
  return Buffer.from(hkdfSync('sha256', material, SALT, label, bytes));
}
