import { randomBytes } from 'node:crypto';
import { AppError } from '@lianxin/errors';
import { type Grant, type Log, silentLog } from '@lianxin/gateway';
import { isUuid, Role } from '@lianxin/subgraph-kit';
import type { Environment } from '../env.js';
import { brokerOf } from '../platform/broker.js';
import { joinInstallation } from '../platform/installation.js';
import { type Platform, startPlatform } from '../platform/start-platform.js';

/** An account to open, as the command line names it. Places are named by the codes that people know. */
export interface AccountOptions {
  readonly name: string;
  readonly role: string;
  readonly station?: string;
  readonly unit?: string;
  readonly representative?: string;
  readonly region?: string;
  readonly password?: string;
}

const madeUp = (): string => randomBytes(12).toString('base64url');

async function idOf(platform: Platform, kind: 'station' | 'unit' | 'representative', code: string): Promise<string> {
  const { stations, suggestions, representatives } = platform.subgraphs;
  const [db, text] = {
    station: [stations.db, 'select id from stations.station where code = $1'] as const,
    unit: [suggestions.db, 'select id from suggestions.handling_unit where code = $1'] as const,
    representative: [representatives.db, 'select id from representatives.representative where code = $1'] as const,
  }[kind];
  const [found] = await db.queryText<{ id: string }>(text, [code]);
  if (found && isUuid(found.id)) return found.id;
  throw new AppError('INVALID_INPUT', { reason: `--${kind} ${code}` });
}

async function grantOf(
  platform: Platform,
  { role, station, unit, representative, region }: AccountOptions,
): Promise<Grant> {
  const known = Object.values(Role).find((each) => each === role);
  if (!known) throw new AppError('INVALID_INPUT', { reason: `--role ${Object.values(Role).join(' | ')}` });
  return {
    role: known,
    ...(station && { stationId: await idOf(platform, 'station', station) }),
    ...(unit && { unitId: await idOf(platform, 'unit', unit) }),
    ...(representative && { representativeId: await idOf(platform, 'representative', representative) }),
    ...(region && { regionCode: region.padEnd(12, '0') }),
  };
}

async function withPlatform(
  environment: Environment,
  log: Log,
  work: (platform: Platform) => Promise<void>,
): Promise<void> {
  await using installation = await joinInstallation(environment);
  const { adminUrl, keys } = installation;
  const { webhookNetworks, mail } = environment;
  const nats = brokerOf(environment, keys);
  await using platform = await startPlatform({ adminUrl, keys, log, nats, webhookNetworks, mail });
  await work(platform);
}

/**
 * Opens an account and returns its password, made up unless given.
 * @throws AppError INVALID_INPUT for a taken name, an unknown role or place, or a role without its place
 */
export async function addAccount(environment: Environment, username: string, options: AccountOptions): Promise<string> {
  const password = options.password ?? madeUp();
  await withPlatform(environment, silentLog, async (platform) => {
    const grant = await grantOf(platform, options);
    await platform.gateway.identity.createAccount({ username, displayName: options.name, password, grants: [grant] });
  });
  return password;
}

/** Gives an account a new password, made up unless given, ends its sessions, and returns the password. */
export async function resetPassword(
  environment: Environment,
  username: string,
  given: string | undefined,
): Promise<string> {
  const password = given ?? madeUp();
  await withPlatform(environment, silentLog, async (platform) => {
    await platform.gateway.identity.setPassword(username, password);
    await platform.catchUp();
  });
  return password;
}
