import {
  businessDate,
  type Clock,
  createWorkingCalendar,
  stateCouncilDays,
  stateCouncilVersion,
} from '@lianxin/calendar';
import { openDb, type SchemaModule } from '@lianxin/database';
import { type Consumer, type ConsumerDefinition, startConsumer } from '@lianxin/events';
import {
  buildSubgraph,
  CommandRefused,
  Refusal,
  type Subgraph,
  type SubgraphSchema,
  VersionConflict,
} from '@lianxin/subgraph-kit';
import { startHousekeeping } from '@lianxin/workflow';
import { claimMarketConsumer } from './claim-market/market.consumer.js';
import {
  DutyTaskMarketResolver,
  suggestionReference,
  SuggestionTaskResolver,
} from './claim-market/suggestion-task.resolver.js';
import { Delegation } from './delegation/delegation.entity.js';
import { delegationReference, DelegationResolver } from './delegation/delegation.resolver.js';
import { dutyArchiveConsumer } from './duty-record/duty-archive.consumer.js';
import { DutyRecordMutationResolver } from './duty-record/duty-record.mutations.js';
import {
  dutyRecordReference,
  DutyRecordResolver,
  RepresentativeDutyRecordsResolver,
} from './duty-record/duty-record.resolver.js';
import { DutyRecordSourceResolver } from './duty-record/duty-record-source.resolver.js';
import { DutyTaskMutationResolver } from './duty-task/duty-task.mutations.js';
import {
  DutyOfferResolver,
  DutyTaskResolver,
  dutyTaskReference,
  RepresentativeDutyTasksResolver,
} from './duty-task/duty-task.resolver.js';
import type { DutyServices } from './duty/duty-command.js';
import { keepDutyHouse } from './duty/keep-house.js';
import { FindingMutationResolver } from './finding/finding.mutations.js';
import { findingReference, FindingResolver } from './finding/finding.resolver.js';
import { Mandate } from './mandate/mandate.entity.js';
import { MandateMutationResolver } from './mandate/mandate.mutations.js';
import { mandateReference, MandateResolver, RepresentativeMandatesResolver } from './mandate/mandate.resolver.js';
import { CreateRepresentatives1763780400001 } from './migrations/1763780400001-create-representatives.js';
import { CreateDuty1764160000000 } from './migrations/1764160000000-create-duty.js';
import { CreateDutyArchive1764460800000 } from './migrations/1764460800000-create-duty-archive.js';
import { CreateClaimMarket1764547200000 } from './migrations/1764547200000-create-claim-market.js';
import { SuspendMandates1764633600000 } from './migrations/1764633600000-suspend-mandates.js';
import { CompleteDutyArchive1764720000033 } from './migrations/1764720000033-complete-duty-archive.js';
import { RectificationMutationResolver } from './rectification/rectification.mutations.js';
import { rectificationReference, RectificationResolver } from './rectification/rectification.resolver.js';
import { RepresentativeRow } from './representative/representative.entity.js';
import { representativeReference, RepresentativeResolver } from './representative/representative.resolver.js';
import { createRepresentativesLoaders, type RepresentativesContext } from './representatives-context.js';
import { createUseCases, type RepresentativesUseCases } from './use-cases.js';

/** The tables of this subgraph: schema and role `representatives`. */
export const representativesModule: SchemaModule = {
  name: 'representatives',
  entities: [Delegation, RepresentativeRow, Mandate],
  migrations: [
    CreateRepresentatives1763780400001,
    CreateDuty1764160000000,
    CreateDutyArchive1764460800000,
    CreateClaimMarket1764547200000,
    SuspendMandates1764633600000,
    CompleteDutyArchive1764720000033,
  ],
};

/** The graph of this subgraph; needs no database. */
export function representativesSchema(): SubgraphSchema {
  return buildSubgraph<RepresentativesContext>({
    resolvers: [
      RepresentativeResolver,
      RepresentativeMandatesResolver,
      MandateResolver,
      MandateMutationResolver,
      DelegationResolver,
      DutyTaskResolver,
      DutyOfferResolver,
      RepresentativeDutyTasksResolver,
      DutyTaskMutationResolver,
      DutyTaskMarketResolver,
      SuggestionTaskResolver,
      FindingResolver,
      FindingMutationResolver,
      RectificationResolver,
      RectificationMutationResolver,
      DutyRecordResolver,
      DutyRecordSourceResolver,
      RepresentativeDutyRecordsResolver,
      DutyRecordMutationResolver,
    ],
    types: [Refusal, CommandRefused, VersionConflict],
    references: {
      Representative: representativeReference,
      Mandate: mandateReference,
      Delegation: delegationReference,
      DutyTask: dutyTaskReference,
      Finding: findingReference,
      Rectification: rectificationReference,
      DutyRecord: dutyRecordReference,
      Suggestion: suggestionReference,
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
  readonly onError?: (error: unknown) => void;
  /** How often deadlines are looked after; a minute unless told. */
  readonly housekeepingMs?: number;
}

/** The running subgraph, and what can be done to its records. */
export interface RepresentativesSubgraph extends Subgraph<RepresentativesContext> {
  readonly useCases: RepresentativesUseCases;
  /** What the use cases of duty work with. */
  readonly duty: DutyServices;
  /** Returns when archive and claim market have seen everything that is in the log now. */
  catchUp(): Promise<void>;
}

/** Opens the database (migrated before) and answers with the subgraph. Beside it runs what looks after deadlines. */
export async function createRepresentativesSubgraph(options: RepresentativesOptions): Promise<RepresentativesSubgraph> {
  const { databaseUrl: url, clock, poolSize, onError = () => undefined, housekeepingMs = 60_000 } = options;
  const { name, entities } = representativesModule;
  const db = await openDb({ url, schema: name, entities, poolSize });
  const duty = { db, clock, calendar: createWorkingCalendar(stateCouncilDays, stateCouncilVersion) };
  let consumers: readonly Consumer[] = [];
  let endHousekeeping: (() => Promise<void>) | undefined;
  return {
    name,
    ...representativesSchema(),
    db,
    duty,
    useCases: createUseCases({ db, clock }),
    createContext: (request) => {
      const now = clock.now();
      return { request, db, duty, now, today: businessDate(now), loaders: createRepresentativesLoaders(db) };
    },
    async start() {
      const start = (definition: ConsumerDefinition): Promise<Consumer> =>
        startConsumer({ ...definition, db, logUrl: url, gathers: true, onError });
      consumers = await Promise.all([dutyArchiveConsumer, claimMarketConsumer].map(start));
      endHousekeeping = startHousekeeping(() => keepDutyHouse(duty), housekeepingMs, onError);
    },
    async catchUp() {
      await Promise.all(consumers.map((consumer) => consumer.catchUp()));
    },
    async stop() {
      await endHousekeeping?.();
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await db.close();
    },
  };
}
