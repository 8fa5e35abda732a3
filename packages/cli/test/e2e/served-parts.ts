import { silentLog } from '@lianxin/gateway';
import { startTestServer } from '@lianxin/testing';
import { type Part, subgraphNames, type SubgraphName } from '../../src/parts.js';
import { type Keys, keysOf } from '../../src/platform/keys.js';
import { startPlatform } from '../../src/platform/start-platform.js';
import { type Cast, seedCast } from './cast.js';
import { lianxin } from './program.js';

/** The one secret of the installations under test. */
export const secret = 'one-secret-for-the-end-to-end-tests-0123456789';

type Settings = Readonly<Record<string, string>>;

/** A seeded database and programs over it. */
export interface ServedParts extends AsyncDisposable {
  readonly adminUrl: string;
  readonly keys: Keys;
  readonly cast: Cast;
  readonly subgraphUrls: Readonly<Record<SubgraphName, string>>;
  /** Serves one more gateway; its address, without a path. */
  gateway(): Promise<string>;
}

/** How the programs are started. */
export interface ServedPartsOptions {
  /** Starts a relay before all others, so that it leads. */
  readonly withRelay?: boolean;
  readonly withCrowd?: boolean;
  readonly settings?: Settings;
}

/** Seeds a database and serves the four subgraphs over it, each by a program of its own. */
export async function servedParts(options: ServedPartsOptions = {}): Promise<ServedParts> {
  const { withRelay = false, withCrowd = true, settings = {} } = options;
  await using opened = new AsyncDisposableStack();
  const server = await startTestServer();
  opened.defer(() => server.stop());
  const { adminUrl } = server;
  const keys = keysOf(secret);
  const seeding = await startPlatform({ adminUrl, keys, log: silentLog });
  const cast = await seedCast(seeding, { withCrowd }).finally(() => seeding[Symbol.asyncDispose]());

  const environment = { DATABASE_URL: adminUrl, LIANXIN_SECRET: secret, PORT: '0', ...settings };
  const serve = async (stack: AsyncDisposableStack, part: Part, more: Settings = {}): Promise<string> => {
    const program = stack.use(lianxin(['serve', part], { ...environment, ...more }));
    await program.says(/"event":"part.serving"/);
    return /"url":"([^"]+)"/.exec(program.output.stdout)?.[1] ?? '';
  };
  if (withRelay) await serve(opened, 'relay');
  const addresses = await Promise.all(subgraphNames.map(async (name) => [name, await serve(opened, name)] as const));
  const neighbours = Object.fromEntries(addresses.map(([name, url]) => [`${name.toUpperCase()}_URL`, url]));
  const running = opened.move();
  return {
    adminUrl,
    keys,
    cast,
    subgraphUrls: Object.fromEntries(addresses) as Record<SubgraphName, string>,
    gateway: async () => new URL(await serve(running, 'gateway', neighbours)).origin,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
