import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AppError } from '@lianxin/errors';
import { type GatewayOptions, TrustedDocuments } from '@lianxin/gateway';
import type { Environment } from '../env.js';

/** The manifest that comes with the program, made by `lianxin documents write`. */
const shippedManifest = fileURLToPath(new URL('../../documents.json', import.meta.url));

/**
 * The operations of our clients, and what becomes of the others.
 * @throws AppError BAD_CONFIGURATION when the manifest cannot be read, or its hashes are not those of its texts
 */
export function trustedDocuments(environment: Environment): NonNullable<GatewayOptions['documents']> {
  return {
    trusted: new TrustedDocuments(readJson(environment.documentsFile ?? shippedManifest)),
    mode: environment.trustedDocuments,
  };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new AppError('BAD_CONFIGURATION', { reason: `DOCUMENTS_FILE ${file}` }, { cause });
  }
}
