/**
 * The port to field encryption. Each person has a data key of their own; the database keeps it wrapped by a key-encryption
 * key that never enters the database. Deleting the wrapped key makes everything sealed with it unreadable, in every
 * backup too: that is how a person is erased.
 */
export interface FieldCipher {
  /** The family of algorithms behind the port. */
  readonly suite: 'intl';
  /** A new data key, wrapped by the active key-encryption key, as printable text. */
  createPersonKey(): PersonKey;
  /**
   * Encrypts a text for a place, such as `constituent:name:<id>`. Opened in another place it is refused, so a value
   * cannot be moved to another person or column. Sealing the same text twice gives two different values.
   */
  seal(wrappedKey: string, plaintext: string, context: string): string;
  /** The text again. Throws `FieldCipherError` for anything that was not sealed with this key for this place. */
  open(wrappedKey: string, sealed: string, context: string): string;
  /** The same data key wrapped by the active key-encryption key: what a rotation writes back. Sealed values stay. */
  rewrap(wrappedKey: string): string;
  /** Whether a rotation still has to rewrap this key. */
  isCurrent(wrappedKey: string): boolean;
}

/** A person's data key as the database keeps it. */
export interface PersonKey {
  readonly wrapped: string;
}

/** Key-encryption keys by id. New keys are wrapped by the active one; the others only unwrap what is older. */
export interface Keyring {
  readonly activeKeyId: string;
  /** 32 bytes each. Ids are of letters, digits, `_` and `-`. */
  readonly keys: Readonly<Record<string, Uint8Array>>;
}

/** MALFORMED: not this port's format. UNKNOWN_KEY: wrapped by a key that is not in the ring. NOT_AUTHENTIC: altered,
 *  sealed with another key, or for another place. */
export type FieldCipherFault = 'MALFORMED' | 'UNKNOWN_KEY' | 'NOT_AUTHENTIC';

/** A sealed value or a wrapped key that cannot be opened. The message holds neither key nor text. */
export class FieldCipherError extends Error {
  override readonly name = 'FieldCipherError';

  constructor(readonly fault: FieldCipherFault) {
    super(`Sealed value cannot be opened: ${fault}`);
  }
}
