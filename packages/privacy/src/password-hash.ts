import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * Argon2id (RFC 9106) in the PHC string format, off the main thread. 19 MiB, two passes and one lane are the least that
 * OWASP's password storage page recommends: enough against a stolen table, little enough for many sign-ins at once on a
 * small server.
 */
const CURRENT = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
const MAX_PASSWORD_LENGTH = 1024;
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

const run = promisify(argon2);

function digest(password: string, nonce: Buffer, tagLength: number, cost: Cost): Promise<Buffer> {
  // One keyboard types é as one character and another as two; both are the same password.
  return run('argon2id', { message: password.normalize('NFKC'), nonce, tagLength, ...cost });
}

/** A new hash of a password with its own salt, as `$argon2id$v=19$m=…`. Throws `RangeError` over 1024 characters. */
export async function hashPassword(password: string): Promise<string> {
  if (password.length > MAX_PASSWORD_LENGTH) throw new RangeError('Password too long');
  const salt = randomBytes(SALT_BYTES);
  const tag = await digest(password, salt, TAG_BYTES, CURRENT);
  const { memory, passes, parallelism } = CURRENT;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

/**
 * Whether the password belongs to the hash, compared in constant time. Without a hash (no such account) it spends the
 * same time and answers false, so that the time of an answer does not tell which accounts exist. Throws `RangeError` for
 * a stored text that is no Argon2id hash: that is a broken record, not a wrong password.
 */
export async function verifyPassword(password: string, phc: string | undefined): Promise<boolean> {
  if (password.length > MAX_PASSWORD_LENGTH) return false;
  if (phc === undefined) {
    await digest(password, randomBytes(SALT_BYTES), TAG_BYTES, CURRENT);
    return false;
  }
  const { cost, salt, tag } = parse(phc);
  return timingSafeEqual(await digest(password, salt, tag.length, cost), tag);
}

/** Whether the hash was made with other parameters than today's: hash the password anew at the next good sign-in. */
export function needsRehash(phc: string): boolean {
  const { cost, tag } = parse(phc);
  const { memory, passes, parallelism } = CURRENT;
  const same = cost.memory === memory && cost.passes === passes && cost.parallelism === parallelism;
  return !same || tag.length !== TAG_BYTES;
}

function parse(phc: string): { cost: Cost; salt: Buffer; tag: Buffer } {
  const [, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(phc) ?? [];
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  // A hash that asks for more than this was not made here and would be a way to exhaust the server.
  if (!(cost.memory <= 262_144 && cost.passes <= 16 && cost.parallelism <= 8)) {
    throw new RangeError('Not an Argon2id hash of this platform');
  }
  return { cost, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') };
}

const unpadded = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
