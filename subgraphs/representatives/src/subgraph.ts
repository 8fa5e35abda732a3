import { businessDate, type Clock } from '@lianxin/calendar';
import { openDb, type SchemaModule } from '@lianxin/database';
import { buildSubgraph, type Subgraph, type SubgraphSchema } from '@lianxin/subgraph-kit';
import { Delegation } from './delegation/delegation.entity.js';
import { delegationReference, DelegationResolver } from './delegation/delegation.resolver.js';
import { Mandate } from './mandate/mandate.entity.js';
import { mandateReference, MandateResolver, RepresentativeMandatesResolver } from './mandate/mandate.resolver.js';
import { CreateRepresentatives1763780400001 } from './migrations/1763780400001-create-representatives.js';
import { RepresentativeRow } from './representative/representative.entity.js';
import { representativeReference, RepresentativeResolver } from './representative/representative.resolver.js';
import { createRepresentativesLoaders, type RepresentativesContext } from './representatives-context.js';
import { createUseCases, type RepresentativesUseCases } from './use-cases.js';

/** The tables of this subgraph: schema and role `representatives`. */
export const representativesModule: SchemaModule = {
  name: 'representatives',
  entities: [Delegation, RepresentativeRow, Mandate],
  migrations: [CreateRepresentatives1763780400001],
};

/** The graph of this subgraph; needs no database. */
export function representativesSchema(): SubgraphSchema {
  return buildSubgraph<RepresentativesContext>({
    resolvers: [RepresentativeResolver, RepresentativeMandatesResolver, MandateResolver, DelegationResolver],
    references: {
      Representative: representativeReference,
      Mandate: mandateReference,
      Delegation: delegationReference,
    },
  });
}

/** What the subgraph needs to run. */
export interface RepresentativesOptions {
  /** Address for the role `lianxin_representatives`. */
  readonly databaseUrl: string;
  readonly clock: Clock;
  /** Connections at most. */
  readonly poolSize?: number;
}

/** The running subgraph, and what can be done to its records. */
export interface RepresentativesSubgraph extends Subgraph<RepresentativesContext> {
  readonly useCases: RepresentativesUseCases;
}

/** Opens the database (migrated before) and answers with the subgraph. It consumes no events, so nothing runs beside. */
export async function createRepresentativesSubgraph(options: RepresentativesOptions): Promise<RepresentativesSubgraph> {
  const { databaseUrl: url, clock, poolSize } = options;
  const { name, entities } = representativesModule;
  const db = await openDb({ url, schema: name, entities, poolSize });
  return {
    name,
    ...representativesSchema(),
    db,
    useCases: createUseCases({ db, clock }),
    createContext: (request) => ({
      request,
      db,
      today: businessDate(clock.now()),
      loaders: createRepresentativesLoaders(db),
    }),
    start: async () => {},
    stop: () => db.close(),
  };
}
