import { createHmac } from 'node:crypto';
import { parsePhone } from './phone-number.js';

/**
 * Finds an encrypted value again without decrypting all of them: a keyed HMAC-SHA-256 over the normalised value. Equal
 * values have equal indexes, and without the key nobody can try out the eleven digits of a telephone.
 */
export interface BlindIndex {
  /** The index of a telephone number, the same however it is written; undefined when it has no digit. */
  phone(value: string): string | undefined;
  /** The index of any other text; width, case and blanks make no difference. The label keeps columns apart. */
  text(value: string, label: string): string | undefined;
}

/** A blind index under a key of its own: `deriveKey(secret, 'blind-index')`. */
export function createBlindIndex(key: Uint8Array): BlindIndex {
  if (key.byteLength < 32) throw new RangeError('A blind index needs a key of 32 bytes or more');
  const secret = Buffer.from(key);
  const indexOf = (value: string, label: string): string | undefined => {
    if (value === '') return undefined;
    return createHmac('sha256', secret).update(`${label}\0${value}`, 'utf8').digest('base64url');
  };
  return {
    phone: (value) => indexOf(parsePhone(value)?.digits ?? '', 'phone'),
    text: (value, label) => indexOf(value.normalize('NFKC').replace(/\s+/g, '').toLowerCase(), `text:${label}`),
  };
}
