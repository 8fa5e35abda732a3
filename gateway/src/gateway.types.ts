import type { DutySchemesParts } from './modules/duty-schemes/duty-schemes.context.js';
import type { Clock } from '@lianxin/calendar';
import type { BacklogSchemas, LocalFeed, NatsOptions } from '@lianxin/events';
import type { Engine, Transport } from '@lianxin/federation-engine';
import type { TrustedDocuments, TrustedMode } from './documents/trusted-documents.js';
import type { GatewayLimits } from './guard/limits.js';
import type { GatewayRequest } from './guard/gateway-request.js';
import type { Log } from './log.js';
import type { ModuleOptions, RunningModules } from './modules/open-modules.js';
import type { IdentityUseCases } from './modules/identity/identity.use-cases.js';

/** A subgraph as the gateway joins it: its SDL, and a way to reach it (in process or over HTTP). */
export interface GatewaySubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly transport: Transport<GatewayRequest>;
}

/** What a gateway is made of. Nothing is read from the environment. */
export interface GatewayOptions extends ModuleOptions {
  readonly subgraphs: readonly GatewaySubgraph[];
  /** The identity module's own role on its own schema. */
  readonly identity: { readonly databaseUrl: string };
  /** The duty index's own role on its own schema. */
  readonly dutyIndex: { readonly databaseUrl: string };
  /** The role that may read the event log. */
  readonly logUrl: string;
  /** The broker that brings what the relay has logged; without one the database wakes the gateway. */
  readonly nats?: NatsOptions | undefined;
  /** What a relay of this process hands on to the gateway; the one that the relay was given. */
  readonly feed?: LocalFeed | undefined;
  /** What `/metrics` shows of outboxes and consumers, nothing unless told; the role of `logUrl` must be allowed to see it. */
  readonly backlog?: BacklogSchemas;
  readonly clock: Clock;
  /** `token` signs access tokens (at least 32 bytes). */
  readonly keys: { readonly token: Buffer };
  readonly limits?: Partial<GatewayLimits>;
  /** Origins whose pages may open sockets, e.g. `https://portal.example`; any when there is no list. Our own always may. */
  readonly origins?: readonly string[];
  /** Proxies whose `X-Forwarded-For` counts: addresses or networks, e.g. `10.0.0.0/8`; none unless told. */
  readonly trustedProxies?: readonly string[];
  /** The operations of our clients, and what becomes of a public client's other ones; they are run unless told. */
  readonly documents?: { readonly trusted: TrustedDocuments; readonly mode: TrustedMode };
  /** Folder with the built GraphiQL page; the one in this package unless told. */
  readonly graphiqlDir?: string;
  readonly log?: Log;
}

/** Where to listen. Port 0 takes any free one. */
export interface ListenOptions {
  readonly port: number;
  readonly host?: string;
}

/** A running gateway. */
export interface Gateway {
  readonly engine: Engine<GatewayRequest>;
  readonly supergraphSdl: string;
  /** Accounts and sessions, for programs in the same process: demo data, CLI. */
  readonly identity: IdentityUseCases;
  /** What schemes work with, for programs in the same process; null where the gateway was given nothing for them. */
  readonly dutySchemes: DutySchemesParts | null;
  /** What delivers to other systems; null where the gateway was given nothing for it. */
  readonly webhooks: Pick<NonNullable<RunningModules['webhooks']>, 'catchUp' | 'isDelivering'> | null;
  /** What tells people; null where the gateway was given nothing for it. */
  readonly notifications: Pick<NonNullable<RunningModules['notifications']>, 'catchUp'> | null;
  /**
   * Returns when every module that follows the log has seen what is in it now: duty index, schemes, webhooks,
   * notifications. True says that the log was told of something meanwhile, to be caught up with as well.
   */
  catchUp(): Promise<boolean>;
  /** @throws AppError PORT_IN_USE */
  listen(options: ListenOptions): Promise<{ readonly port: number }>;
  /** Not ready, no new connections, sockets told to come back, requests under way finished, then the end. Bounded in time. */
  close(): Promise<void>;
}
