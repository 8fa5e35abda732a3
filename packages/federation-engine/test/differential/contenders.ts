import { execute, parse, type GraphQLSchema } from 'graphql';
import { composeSupergraph, type Engine } from '../../src/index.js';
import { answerOf, type Answer } from './answer.js';
import { generateModel } from './generate-model.js';
import type { Operation } from './generate-operation.js';
import type { Model } from './model.js';
import { monolithSchema, type MonolithContext } from './model-to-monolith.js';
import { subgraphSdl } from './model-to-sdl.js';
import { subgraphSchema, type OperationContext } from './model-to-subgraphs.js';
import { createOracle } from './run-oracle.js';
import { engineInProcess, type SubgraphServer } from './run-ours.js';

/** The four that answer the same operations over one model. */
export interface Contenders extends AsyncDisposable {
  readonly model: Model;
  readonly supergraphSdl: string;
  readonly publicSchema: GraphQLSchema;
  readonly monolith: GraphQLSchema;
  readonly ask: Readonly<Record<'local' | 'http' | 'oracle' | 'monolith', (operation: Operation) => Promise<Answer>>>;
}

export interface NotComposed extends AsyncDisposable {
  readonly errors: readonly string[];
}

/** Builds them from a seed. Undefined, with the reasons told, when the generated subgraphs do not compose. */
export async function startContenders(seed: number, server: SubgraphServer): Promise<Contenders | NotComposed> {
  const model = generateModel(seed);
  const composed = composeSupergraph(model.subgraphs.map((name) => ({ name, sdl: subgraphSdl(model, name) })));
  if (composed.errors) return { errors: composed.errors, [Symbol.asyncDispose]: () => Promise.resolve() };
  const { supergraphSdl } = composed;
  const schemas = new Map(model.subgraphs.map((name) => [name, subgraphSchema(model, name)]));
  const local = engineInProcess(supergraphSdl, schemas);
  const http = server.engineFor(supergraphSdl, schemas);
  const oracle = await createOracle(supergraphSdl, schemas);
  const monolith = monolithSchema(model);
  return {
    model,
    supergraphSdl,
    publicSchema: local.schema,
    monolith,
    ask: {
      local: (operation) => askEngine(local, operation),
      http: (operation) => askEngine(http.engine, operation),
      oracle: async (operation) => {
        try {
          return answerOf(await oracle(operation, { turns: 0 }));
        } catch (error) {
          return { ...answerOf({}), refused: String(error) };
        }
      },
      monolith: async (operation) => askMonolith(monolith, operation),
    },
    [Symbol.asyncDispose]: () => http[Symbol.asyncDispose](),
  };
}

async function askEngine(engine: Engine<OperationContext>, { document, variables }: Operation): Promise<Answer> {
  return answerOf(await engine.run(engine.prepare(document), variables, { turns: 0 }));
}

async function askMonolith(schema: GraphQLSchema, { document, variables }: Operation): Promise<Answer> {
  const contextValue: MonolithContext = { turns: 0, hidden: [] };
  const result = await execute({ schema, document: parse(document), variableValues: variables, contextValue });
  return answerOf(result, contextValue.hidden);
}
