import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type ExecutionResult, type GraphQLSchema } from 'graphql';
import {
  composeSupergraph,
  createEngine,
  httpTransport,
  localTransport,
  type Access,
  type Engine,
  type EngineLimits,
  type FaultReport,
  type SubgraphRequest,
  type Transport,
} from '../src/index.js';

/** A little subgraph of a test: its types without the `@link`, and its resolvers. */
export interface SubgraphSource {
  readonly typeDefs: string;
  readonly resolvers?: Record<string, object>;
}

export type Via = 'local' | 'http';
/** Every case runs over both. */
export const both: readonly Via[] = ['local', 'http'];

export interface Call {
  readonly subgraph: string;
  readonly document: string;
  readonly variables: Record<string, unknown>;
}

export interface FederationOptions {
  readonly via: Via;
  readonly limits?: Partial<EngineLimits>;
  /** Replaces the transport of a subgraph, to make it fail. */
  readonly replace?: Readonly<Record<string, Transport>>;
  readonly budgetOf?: (context: unknown) => number | undefined;
  readonly accessOf?: (context: unknown) => Access;
  readonly callerOf?: (context: unknown) => object | undefined;
  /** In this process unless said otherwise, which is quicker: the planner survives what most tests ask. */
  readonly planner?: 'own-process' | 'this-process';
  /** Unless told, over one way every case is generated at once, and over the other interpreted. */
  readonly interpretedRuns?: number;
}

/** An engine over little subgraphs, and what it called. */
export interface Federation extends AsyncDisposable {
  readonly engine: Engine;
  readonly calls: Call[];
  readonly faults: FaultReport[];
  ask(document: string, variables?: Record<string, unknown>, operationName?: string): Promise<Answered>;
  events(document: string, variables?: Record<string, unknown>): AsyncIterable<ExecutionResult>;
}

/** A result as a client reads it. */
export interface Answered {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Record<string, unknown>;
  }[];
}

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@provides", ' +
  '"@external", "@shareable", "@override", "@inaccessible", "@interfaceObject", "@cost", "@listSize", ' +
  '"@authenticated", "@requiresScopes", "@policy"])\n';

export function buildSchemaOf({ typeDefs, resolvers = {} }: SubgraphSource, federated = true): GraphQLSchema {
  const source = federated ? link + typeDefs : typeDefs;
  return buildSubgraphSchema({ typeDefs: parse(source), resolvers: resolvers as never });
}

export async function startFederation(
  subgraphs: Readonly<Record<string, SubgraphSource>>,
  options: FederationOptions,
): Promise<Federation> {
  const names = Object.keys(subgraphs);
  const composed = composeSupergraph(names.map((name) => ({ name, sdl: link + subgraphs[name]!.typeDefs })));
  if (composed.errors) throw new Error(composed.errors.join('\n'));
  const calls: Call[] = [];
  const faults: FaultReport[] = [];
  const open: (() => Promise<void>)[] = [];
  const transports: Record<string, Transport> = {};
  for (const name of names) {
    const schema = buildSchemaOf(subgraphs[name]!);
    const local = localTransport({ schema, createContext: (context) => context });
    let transport: Transport = options.replace?.[name] ?? local;
    if (options.via === 'http' && !options.replace?.[name]) {
      const server = await serve(schema);
      const http = httpTransport({ url: server.url, headers: () => ({}), timeoutMs: 5_000, connections: 2 });
      open.push(() => http.close(), server.close);
      transport = { execute: (request) => http.execute(request), subscribe: (request) => local.subscribe(request) };
    }
    transports[name] = recording(name, transport, calls);
  }
  const engine = createEngine({
    supergraphSdl: composed.supergraphSdl,
    transports,
    limits: options.limits,
    budgetOf: options.budgetOf,
    accessOf: options.accessOf,
    callerOf: options.callerOf,
    planner: options.planner ?? 'this-process',
    interpretedRuns: options.interpretedRuns ?? (options.via === 'local' ? 0 : Infinity),
    onFault: (report) => void faults.push(report),
  });
  return {
    engine,
    calls,
    faults,
    ask: async (document, variables, operationName) =>
      asRead(await engine.run(engine.prepare(document, operationName), variables, { who: 'a test' })),
    events: (document, variables) => engine.stream(engine.prepare(document), variables, { who: 'a test' }),
    async [Symbol.asyncDispose]() {
      engine.close();
      for (const close of open) await close();
    },
  };
}

/** The same question to one schema that holds everything, answered by graphql-js. */
export async function askMonolith(
  source: SubgraphSource,
  document: string,
  variableValues?: Record<string, unknown>,
): Promise<Answered> {
  return asRead(await graphql({ schema: buildSchemaOf(source, false), source: document, variableValues }));
}

/** Errors by path and message, in an order of their own: fetches finish in any. */
export function errorsOf({ errors }: Answered): string[] {
  return (errors ?? []).map(({ path, message }) => `${(path ?? []).join('.')}: ${message}`).sort();
}

/** As it goes over the wire, so that prototypes do not matter and `undefined` shows. */
export function asRead(result: ExecutionResult): Answered {
  return JSON.parse(JSON.stringify(result)) as Answered;
}

async function serve(schema: GraphQLSchema): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { query, variables } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
        query: string;
        variables?: Record<string, unknown>;
      };
      void graphql({ schema, source: query, variableValues: variables, contextValue: { who: 'a test' } }).then(
        (result) => {
          response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
        },
      );
    });
  });
  return { url: `${await listen(server)}/graphql`, close: () => closeServer(server) };
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

function recording(subgraph: string, transport: Transport, calls: Call[]): Transport {
  const record = (request: SubgraphRequest): void => {
    calls.push({ subgraph, document: request.document, variables: { ...request.variables } });
  };
  return {
    execute: (request) => {
      record(request);
      return transport.execute(request);
    },
    subscribe: (request) => {
      record(request);
      return transport.subscribe!(request);
    },
  };
}
