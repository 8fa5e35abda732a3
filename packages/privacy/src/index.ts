export { deriveKey } from './derive-key.js';
export {
  FieldCipherError,
  type FieldCipher,
  type FieldCipherFault,
  type Keyring,
  type PersonKey,
} from './field-cipher.js';
export { createIntlFieldCipher } from './intl-field-cipher.js';
export { createBlindIndex, type BlindIndex } from './blind-index.js';
export { parsePhone, type PhoneNumber } from './phone-number.js';
export { ANONYMOUS, maskName, maskPhone } from './mask.js';
export { hashPassword, needsRehash, verifyPassword } from './password-hash.js';
export { inertText, type InertTextOptions } from './inert-text.js';
export { formulaSafe } from './formula-safe.js';
