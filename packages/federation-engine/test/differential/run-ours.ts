import { createServer, type IncomingMessage } from 'node:http';
import { execute, parse, validate, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { createEngine, httpTransport, localTransport, type Engine, type Transport } from '../../src/index.js';
import { closeServer, listen } from '../federation.js';
import type { OperationContext } from './model-to-subgraphs.js';

/** Generated operations may be wider than what the default limits let a client ask. */
export const limits = { aliases: 5_000, selections: 5_000, tokens: 10_000, rootFields: 100, cachedDocuments: 10 };

export type Schemas = ReadonlyMap<string, GraphQLSchema>;

/** The engine of one supergraph and the two ways to its subgraphs. */
export interface Ours extends AsyncDisposable {
  readonly engine: Engine<OurContext>;
}

/** Which way the fetches of one run go; the plan is the same for both. */
export interface OurContext extends OperationContext {
  readonly via: 'local' | 'http';
}

/** The subgraphs behind a server, run by graphql-js. Operations are told apart by a header. */
export class SubgraphServer implements AsyncDisposable {
  private readonly graphs = new Map<string, (document: string) => Answering>();
  private readonly contexts = new Map<string, OperationContext>();
  private operations = 0;
  private readonly server = createServer((request, response) => {
    void this.answer(request).then((answer) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  private url = '';

  async start(): Promise<this> {
    this.url = await listen(this.server);
    return this;
  }

  /** An engine over these schemas, in process and over HTTP. What it holds is let go with it. */
  engineFor(supergraphSdl: string, schemas: Schemas): Ours {
    const transports: Record<string, Transport<OurContext>> = {};
    const open: (() => Promise<void>)[] = [];
    for (const [name, schema] of schemas) {
      this.graphs.set(`/${name}`, createAnswering(schema));
      const local = localTransport<OurContext>({ schema, createContext: (context) => context });
      const http = httpTransport<OurContext>({
        url: `${this.url}/${name}`,
        headers: (context) => ({ 'x-operation': this.register(context) }),
        timeoutMs: 30_000,
        connections: 4,
      });
      transports[name] = {
        execute: (request) => (request.context.via === 'local' ? local : http).execute(request),
      };
      open.push(() => http.close());
    }
    const engine = createEngine({
      supergraphSdl,
      transports,
      limits,
      // Of the two ways, the first is interpreted, and there is code for the second.
      interpretedRuns: 1,
    });
    return {
      engine,
      [Symbol.asyncDispose]: async () => {
        engine.close();
        this.contexts.clear();
        for (const close of open) await close();
      },
    };
  }

  private register(context: OperationContext): string {
    for (const [id, known] of this.contexts) if (known === context) return id;
    if (this.contexts.size > 8) this.contexts.clear();
    const id = String(this.operations++);
    this.contexts.set(id, context);
    return id;
  }

  private async answer(request: IncomingMessage): Promise<ExecutionResult> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
      query: string;
      variables?: Record<string, unknown>;
    };
    const context = this.contexts.get(String(request.headers['x-operation']));
    return this.graphs.get(String(request.url))!(query)(variables, context!);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await closeServer(this.server);
  }
}

type Answering = (
  variables: Record<string, unknown> | undefined,
  context: OperationContext,
) => ExecutionResult | Promise<ExecutionResult>;

/** A subgraph as its own server would run it: parsed and validated, then executed by graphql-js. */
export function createAnswering(schema: GraphQLSchema): (document: string) => Answering {
  const known = new Map<string, Answering>();
  return (text) => {
    const found = known.get(text);
    if (found) return found;
    const document = parse(text, { noLocation: true });
    const errors = validate(schema, document);
    const answering: Answering = (variableValues, contextValue) => {
      if (errors.length === 0) return execute({ schema, document, variableValues, contextValue });
      contextValue.misled?.noteInvalid();
      return { errors };
    };
    known.set(text, answering);
    return answering;
  };
}
