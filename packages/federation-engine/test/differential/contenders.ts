import { execute, parse, type GraphQLSchema } from 'graphql';
import { composeSupergraph } from '../../src/index.js';
import { answerOf, type Answer } from './answer.js';
import { generateModel } from './generate-model.js';
import type { Operation } from './generate-operation.js';
import type { Misled } from './misled.js';
import type { Model } from './model.js';
import { monolithSchema, type MonolithContext } from './model-to-monolith.js';
import { subgraphSdl } from './model-to-sdl.js';
import { subgraphSchema } from './model-to-subgraphs.js';
import { createOracle, type Oracle } from './run-oracle.js';
import type { Ours, OurContext, SubgraphServer } from './run-ours.js';

/** Asks one of them. With `misled` the subgraphs note there what they were given, and the monolith answers with that. */
export type Ask = (operation: Operation, misled?: Misled) => Promise<Answer>;

/** The four that answer the same operations over one model. */
export interface Contenders extends AsyncDisposable {
  readonly model: Model;
  readonly supergraphSdl: string;
  readonly publicSchema: GraphQLSchema;
  readonly monolith: GraphQLSchema;
  readonly ask: Readonly<Record<'local' | 'http' | 'oracle' | 'monolith', Ask>>;
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
  const ours = server.engineFor(supergraphSdl, schemas);
  const monolith = monolithSchema(model);
  let oracle: Promise<Oracle> | undefined;
  return {
    model,
    supergraphSdl,
    publicSchema: ours.engine.schema,
    monolith,
    ask: {
      local: (operation, misled) => askOurs(ours, operation, { turns: 0, via: 'local', misled }),
      http: (operation, misled) => askOurs(ours, operation, { turns: 0, via: 'http', misled }),
      oracle: async (operation, misled) => {
        // Built when first asked: that takes as long as comparing a hundred operations.
        oracle ??= createOracle(supergraphSdl, schemas);
        const ask = await oracle;
        try {
          return answerOf(await ask(operation, { turns: 0, misled }));
        } catch (error) {
          return { ...answerOf({}), refused: String(error) };
        }
      },
      monolith: (operation, misled) => askMonolith(monolith, operation, { turns: 0, hidden: [], misled }),
    },
    [Symbol.asyncDispose]: () => ours[Symbol.asyncDispose](),
  };
}

async function askOurs({ engine }: Ours, { document, variables }: Operation, context: OurContext): Promise<Answer> {
  return answerOf(await engine.run(engine.prepare(document), variables, context));
}

async function askMonolith(
  schema: GraphQLSchema,
  { document, variables }: Operation,
  contextValue: MonolithContext,
): Promise<Answer> {
  const parsed = parse(document, { noLocation: true });
  const result = await execute({ schema, document: parsed, variableValues: variables, contextValue });
  return answerOf(result, contextValue.hidden);
}
