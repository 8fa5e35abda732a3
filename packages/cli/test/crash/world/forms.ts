import { fileURLToPath } from 'node:url';
import type { NatsOptions } from '@lianxin/events';
import { subgraphNames } from '../../../src/parts.js';
import type { UrlFor } from '../../../src/platform/database-urls.js';
import { eventSources } from '../../../src/platform/schema-modules.js';
import { lianxin, nodeProgram } from '../../e2e/program.js';
import { freePorts, type ServedProcess, servedProcess } from './served-process.js';

/** How the platform is put together: each part a process of its own beside its own relay, or all in one. */
export type Form = 'five' | 'one';

/** The platform as processes. */
export interface Processes extends AsyncDisposable {
  readonly url: string;
  /** By name: `gateway`, `relay`, the subgraphs; or `app` alone. */
  readonly byName: ReadonlyMap<string, ServedProcess>;
}

/** What its processes are given. */
export interface FormOptions {
  readonly adminUrl: string;
  readonly secret: string;
  readonly urlFor: UrlFor;
  readonly dataDir: string;
  /** What carries events between the processes, where something does. */
  readonly nats: NatsOptions | undefined;
}

/** Under this name the relay of the harness is told from a gateway's in pg_stat_activity. */
export const relayApplication = 'crash relay';

const relayProgram = fileURLToPath(new URL('../relay-program.ts', import.meta.url));

function relay({ urlFor, nats }: FormOptions): Promise<ServedProcess> {
  const url = new URL(urlFor('events'));
  url.searchParams.set('application_name', relayApplication);
  const broker = nats && { RELAY_NATS_URL: nats.url, RELAY_NATS_KEY: nats.key.toString('base64') };
  const environment = { RELAY_URL: url.href, RELAY_SOURCES: eventSources.join(','), ...broker };
  return servedProcess('relay', () => nodeProgram('relay', [relayProgram], environment), /relay\.started/);
}

async function five(options: FormOptions): Promise<Processes> {
  const broker = options.nats && { NATS_URL: options.nats.url };
  const shared = { DATABASE_URL: options.adminUrl, LIANXIN_SECRET: options.secret, ...broker };
  const ports = await freePorts(subgraphNames.length + 1);
  const gatewayPort = ports.at(-1) ?? 0;
  const addresses = Object.fromEntries(
    subgraphNames.map((name, n) => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${ports[n]}/graphql`]),
  );
  const serve = (part: string, port: number): Promise<ServedProcess> =>
    servedProcess(
      part,
      () => lianxin(['serve', part], { ...shared, ...addresses, PORT: String(port) }),
      /"event":"part.serving"/,
    );
  // The relay first, so that it leads; the gateway's own stands by.
  const started = [await relay(options)];
  started.push(...(await Promise.all(subgraphNames.map((name, n) => serve(name, ports[n] ?? 0)))));
  started.push(await serve('gateway', gatewayPort));
  return processes(`http://127.0.0.1:${gatewayPort}`, started);
}

async function one({ adminUrl, secret, dataDir }: FormOptions): Promise<Processes> {
  const [port = 0] = await freePorts(1);
  const environment = {
    DATABASE_URL: adminUrl,
    LIANXIN_SECRET: secret,
    PORT: String(port),
    DATA_DIR: `${dataDir}/app`,
  };
  const url = `http://127.0.0.1:${port}`;
  const app = await servedProcess('app', () => lianxin(['start', '--no-demo'], environment), /Ctrl-C stops it/);
  return processes(url, [app]);
}

function processes(url: string, started: readonly ServedProcess[]): Processes {
  return {
    url,
    byName: new Map(started.map((served) => [served.name, served])),
    async [Symbol.asyncDispose]() {
      for (const served of started.toReversed()) await served.stop();
    },
  };
}

/** Starts the platform in a form. */
export function startForm(form: Form, options: FormOptions): Promise<Processes> {
  return form === 'five' ? five(options) : one(options);
}
