import { resolve } from 'node:path';
import { AppError } from '@lianxin/errors';
import { isAddressOrNetwork, type MailOptions, type TrustedMode } from '@lianxin/gateway';
import { partPorts, type SubgraphName } from './parts.js';

/** What the environment says. Everything has a default but what would be unsafe to guess. */
export interface Environment {
  /** 4000 unless given; a part served apart has a port of its own. */
  readonly port: number;
  readonly isPortGiven: boolean;
  readonly host: string;
  readonly dataDir: string;
  /** Administrator's address of an outside PostgreSQL; the embedded one runs without it. */
  readonly databaseUrl: string | undefined;
  /** NATS with JetStream, which carries live events between machines; the database does without it. */
  readonly natsUrl: string | undefined;
  /** Secret from which all keys of the installation are derived; kept in the data folder unless given. */
  readonly secret: string | undefined;
  readonly demoPassword: string | undefined;
  readonly origins: readonly string[];
  /** Proxies whose word on where a request comes from counts. */
  readonly trustedProxies: readonly string[];
  /** What becomes of a public client's operation that is not in the manifest: run, run and noted in the log, or refused. */
  readonly trustedDocuments: TrustedMode;
  /** The manifest of our clients' operations; the one that comes with the program unless told. */
  readonly documentsFile: string | undefined;
  /** Where the gateway finds each subgraph when they are served apart. */
  readonly subgraphUrls: Readonly<Record<SubgraphName, string>>;
  /** Internal networks that webhooks may reach, e.g. `10.20.0.0/16`; none unless told. */
  readonly webhookNetworks: readonly string[];
  /** How mail goes out: SMTP_URL, SMTP_FROM and PUBLIC_URL together; none does without. */
  readonly mail: MailOptions | undefined;
  readonly lang: string | undefined;
}

const listOf = (text = ''): string[] =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);

const shortestSecret = 32;
const trustedModes: readonly TrustedMode[] = ['off', 'log', 'required'];

/**
 * Reads and checks the environment; every fault is reported, not only the first.
 * @throws AppError BAD_CONFIGURATION
 */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  const faults: string[] = [];
  const portOf = (text: string | undefined): number => {
    const port = Number(text ?? partPorts.gateway);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) faults.push(`PORT=${text ?? ''} (0–65535)`);
    return port;
  };
  const urlOf = (name: string, protocols: readonly string[], text: string | undefined): string | undefined => {
    if (!text) return undefined;
    if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol))
      faults.push(`${name} (${protocols.join(' / ')}…)`);
    return text;
  };
  const serversOf = (name: string, protocols: readonly string[], text: string | undefined): string | undefined => {
    const isServer = (one: string): boolean =>
      URL.canParse(one) && protocols.includes(new URL(one).protocol) && new URL(one).host !== '';
    if (text?.split(',').every(isServer) === false) faults.push(`${name} (${protocols.join(' / ')}…, …)`);
    return text;
  };
  const trustedProxies = listOf(env['TRUSTED_PROXIES']);
  if (!trustedProxies.every(isAddressOrNetwork)) faults.push('TRUSTED_PROXIES (10.0.0.1, 10.0.0.0/8, …)');
  const secret = env['LIANXIN_SECRET'];
  if (secret !== undefined && secret.length < shortestSecret)
    faults.push(`LIANXIN_SECRET (≥ ${shortestSecret} characters)`);
  const demoPassword = env['DEMO_PASSWORD'] || undefined;
  if (demoPassword !== undefined && demoPassword.length < 8) faults.push('DEMO_PASSWORD (≥ 8 characters)');
  const givenMode = env['TRUSTED_DOCUMENTS'] || 'off';
  const trustedDocuments = trustedModes.find((mode) => mode === givenMode);
  if (trustedDocuments === undefined) faults.push(`TRUSTED_DOCUMENTS (${trustedModes.join(' / ')})`);
  const webhookNetworks = listOf(env['WEBHOOK_NETWORKS']);
  // Written with its length: `10.0.0.0` alone could mean one machine or a world.
  const wrongNetworks = webhookNetworks.filter((network) => !network.includes('/') || !isAddressOrNetwork(network));
  if (wrongNetworks.length > 0) faults.push(`WEBHOOK_NETWORKS=${wrongNetworks.join(',')} (10.20.0.0/16,…)`);
  const smtpUrl = urlOf('SMTP_URL', ['smtp:', 'smtps:'], env['SMTP_URL'] || undefined);
  const publicUrl = urlOf('PUBLIC_URL', ['https:', 'http:'], env['PUBLIC_URL'] || undefined);
  const from = env['SMTP_FROM'] || undefined;
  if (smtpUrl !== undefined && (publicUrl === undefined || from === undefined)) faults.push('PUBLIC_URL, SMTP_FROM');
  const mail = smtpUrl && publicUrl && from ? { smtpUrl, publicUrl, from } : undefined;
  const subgraphUrl = (name: SubgraphName): string => {
    const variable = `${name.toUpperCase()}_URL`;
    return urlOf(variable, ['http:', 'https:'], env[variable]) ?? `http://127.0.0.1:${partPorts[name]}/graphql`;
  };
  const environment: Environment = {
    port: portOf(env['PORT']),
    isPortGiven: Boolean(env['PORT']),
    host: env['HOST'] || '127.0.0.1',
    dataDir: resolve(env['DATA_DIR'] || '.data'),
    databaseUrl: urlOf('DATABASE_URL', ['postgres:', 'postgresql:'], env['DATABASE_URL']),
    natsUrl: serversOf('NATS_URL', ['nats:', 'tls:'], env['NATS_URL'] || undefined),
    secret,
    demoPassword,
    origins: listOf(env['ORIGINS']),
    trustedProxies,
    trustedDocuments: trustedDocuments ?? 'off',
    documentsFile: env['DOCUMENTS_FILE'] ? resolve(env['DOCUMENTS_FILE']) : undefined,
    subgraphUrls: {
      representatives: subgraphUrl('representatives'),
      stations: subgraphUrl('stations'),
      suggestions: subgraphUrl('suggestions'),
      projects: subgraphUrl('projects'),
    },
    webhookNetworks,
    mail,
    lang: env['LC_ALL'] || env['LANG'],
  };
  if (faults.length > 0) throw new AppError('BAD_CONFIGURATION', { reason: faults.join('; ') });
  return environment;
}
