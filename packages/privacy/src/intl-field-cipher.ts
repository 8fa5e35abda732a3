import { randomBytes } from 'node:crypto';
import { openBytes, sealBytes } from './aes-gcm.js';
import { FieldCipherError, type FieldCipher, type Keyring } from './field-cipher.js';

const KEY_BYTES = 32;
const KEY_ID = /^[\w-]{1,64}$/;
const WRAPPED = /^k1\.([\w-]{1,64})\.([\w-]+)$/;
const SEALED = /^s1\.([\w-]+)$/;

/**
 * The suite `intl`: AES-256-GCM with a random 96-bit nonce for values and for wrapping keys. A person's key seals a
 * handful of values and a key-encryption key wraps millions of keys at the most, both far under the 2^32 messages at
 * which random nonces become a risk.
 */
export function createIntlFieldCipher(keyring: Keyring): FieldCipher {
  const keys = checkedKeys(keyring);
  const { activeKeyId } = keyring;

  const keyOf = (id: string): Buffer => {
    const key = keys.get(id);
    if (key === undefined) throw new FieldCipherError('UNKNOWN_KEY');
    return key;
  };
  const wrap = (dataKey: Buffer): string => {
    return `k1.${activeKeyId}.${sealBytes(keyOf(activeKeyId), dataKey, wrapContext(activeKeyId)).toString('base64url')}`;
  };
  const unwrap = (wrapped: string): Buffer => {
    const [, id, body] = WRAPPED.exec(wrapped) ?? [];
    if (id === undefined || body === undefined) throw new FieldCipherError('MALFORMED');
    return openBytes(keyOf(id), Buffer.from(body, 'base64url'), wrapContext(id));
  };

  return {
    suite: 'intl',
    createPersonKey: () => ({ wrapped: wrap(randomBytes(KEY_BYTES)) }),
    seal: (wrappedKey, plaintext, context) => {
      const sealed = sealBytes(unwrap(wrappedKey), Buffer.from(plaintext, 'utf8'), fieldContext(context));
      return `s1.${sealed.toString('base64url')}`;
    },
    open: (wrappedKey, sealed, context) => {
      const body = SEALED.exec(sealed)?.[1];
      if (body === undefined) throw new FieldCipherError('MALFORMED');
      return openBytes(unwrap(wrappedKey), Buffer.from(body, 'base64url'), fieldContext(context)).toString('utf8');
    },
    rewrap: (wrappedKey) => wrap(unwrap(wrappedKey)),
    isCurrent: (wrappedKey) => WRAPPED.exec(wrappedKey)?.[1] === activeKeyId,
  };
}

/** Keys and fields have contexts of different shapes, so that neither can be opened as the other. */
const wrapContext = (keyId: string) => `person-key\0${keyId}`;
const fieldContext = (context: string) => `field\0${context}`;

function checkedKeys({ activeKeyId, keys }: Keyring): ReadonlyMap<string, Buffer> {
  const checked = new Map<string, Buffer>();
  for (const [id, key] of Object.entries(keys)) {
    if (!KEY_ID.test(id)) throw new RangeError(`Not a key id: ${id}`);
    if (key.byteLength !== KEY_BYTES) throw new RangeError(`Key ${id} does not have ${KEY_BYTES} bytes`);
    checked.set(id, Buffer.from(key));
  }
  if (!checked.has(activeKeyId)) throw new RangeError(`The active key ${activeKeyId} is not in the ring`);
  return checked;
}
