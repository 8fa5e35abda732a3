import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@lianxin/errors';
import { deriveKey } from '@lianxin/privacy';

/** The keys of an installation, each derived from the one secret for one purpose. */
export interface Keys {
  readonly token: Buffer;
  readonly gatewaySignature: Buffer;
  readonly fields: Buffer;
  readonly blindIndex: Buffer;
  readonly webhookSecrets: Buffer;
  /** Marks what the relay hands on through a broker. */
  readonly brokerMark: Buffer;
  readonly mailAddresses: Buffer;
  rolePassword(role: string): string;
}

/** Derives the keys; the same secret gives the same keys in every process. */
export function keysOf(secret: string): Keys {
  return {
    token: deriveKey(secret, 'access-token'),
    gatewaySignature: deriveKey(secret, 'gateway-signature'),
    fields: deriveKey(secret, 'field-encryption'),
    blindIndex: deriveKey(secret, 'blind-index'),
    webhookSecrets: deriveKey(secret, 'webhook-secrets'),
    brokerMark: deriveKey(secret, 'broker-mark'),
    mailAddresses: deriveKey(secret, 'mail-addresses'),
    rolePassword: (role) => deriveKey(secret, `database-role:${role}`).toString('base64url'),
  };
}

/** The secret of the data folder, made on the first start and readable by its owner only. */
export function secretOfDataDir(dataDir: string): string {
  const file = join(dataDir, 'secret');
  try {
    if (existsSync(file)) return readFileSync(file, 'utf8').trim();
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const secret = randomBytes(32).toString('base64url');
    writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    return secret;
  } catch (error) {
    throw new AppError('DATA_DIR_NOT_WRITABLE', { dataDir }, { cause: error });
  }
}
