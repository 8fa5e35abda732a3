import { execute, parse, print, type GraphQLSchema } from 'graphql';
import { composeSupergraph } from '../../src/index.js';
import { withoutKeysAtRisk } from '../../src/plan/planner-hazards.js';
import { readSupergraph } from '../../src/supergraph.js';
import { answerOf, type Answer } from './answer.js';
import { generateModel } from './generate-model.js';
import type { Operation } from './generate-operation.js';
import type { Misled } from './misled.js';
import type { Model } from './model.js';
import { monolithSchema, type MonolithContext } from './model-to-monolith.js';
import { subgraphSdl } from './model-to-sdl.js';
import { subgraphSchema } from './model-to-subgraphs.js';
import { createOracle, type Oracle } from './run-oracle.js';
import type { Ours, OurContext, Schemas, SubgraphServer } from './run-ours.js';

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
  const oracleFor = oracles(supergraphSdl, schemas);
  return {
    model,
    supergraphSdl,
    publicSchema: ours.engine.schema,
    monolith,
    ask: {
      local: (operation, misled) => askOurs(ours, operation, { turns: 0, via: 'local', misled }),
      http: (operation, misled) => askOurs(ours, operation, { turns: 0, via: 'http', misled }),
      oracle: async (operation, misled) => {
        const ask = await oracleFor(operation);
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

/**
 * The oracle for an operation: like our engine, it plans what the planner may not survive without the keys that are the
 * reason. Each is built when first asked: that takes as long as comparing a hundred operations.
 */
function oracles(supergraphSdl: string, schemas: Schemas): (operation: Operation) => Promise<Oracle> {
  const { hazards, namesAtRisk } = readSupergraph(supergraphSdl);
  let whole: Promise<Oracle> | undefined;
  let safe: Promise<Oracle> | undefined;
  return ({ document }) => {
    const words = new Set(document.match(/\w+/g));
    if (![...namesAtRisk].some((name) => words.has(name))) return (whole ??= createOracle(supergraphSdl, schemas));
    return (safe ??= createOracle(print(withoutKeysAtRisk(parse(supergraphSdl), hazards)), schemas));
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
