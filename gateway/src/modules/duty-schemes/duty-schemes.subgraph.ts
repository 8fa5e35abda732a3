import type { Clock } from '@lianxin/calendar';
import { openDb, type SchemaModule } from '@lianxin/database';
import { type Consumer, type ConsumerDefinition, startConsumer } from '@lianxin/events';
import type { RequestContext, Subgraph } from '@lianxin/subgraph-kit';
import { dutySchemesConsumer } from './duty-schemes.consumer.js';
import { forgetKeys, startHousekeeping } from '@lianxin/workflow';
import type { DutySchemesContext, DutySchemesParts } from './duty-schemes.context.js';
import { dutySchemesLoaders } from './duty-schemes.loaders.js';
import { dutySchemesSchema } from './duty-schemes.schema.js';
import { announceWarnings } from './warnings/announce-warnings.js';
import { dutyWarningsConsumer } from './warnings/duty-warnings.consumer.js';
import { tellTime } from './warnings/tell-time.js';
import { CountOpenEvaluations1769100000002 } from './migrations/1769100000002-count-open-evaluations.js';
import { OrderLights1769200000001 } from './migrations/1769200000001-order-lights.js';
import { KnowCohorts1769100000001 } from './migrations/1769100000001-know-cohorts.js';
import { CreateWarnings1768300000002 } from './migrations/1768300000002-create-warnings.js';
import { CreateEvaluation1768300000003 } from './migrations/1768300000003-create-evaluation.js';
import { CreatePoints1768300000001 } from './migrations/1768300000001-create-points.js';
import { WarningsFromTheLog1769000000002 } from './migrations/1769000000002-warnings-from-the-log.js';
import { CloseEvaluations1769000000001 } from './migrations/1769000000001-close-evaluations.js';

/** What schemes keep in the database. */
export const dutySchemesModule: SchemaModule = {
  name: 'duty_schemes',
  entities: [],
  migrations: [
    CreatePoints1768300000001,
    CreateWarnings1768300000002,
    CreateEvaluation1768300000003,
    CloseEvaluations1769000000001,
    WarningsFromTheLog1769000000002,
    KnowCohorts1769100000001,
    CountOpenEvaluations1769100000002,
    OrderLights1769200000001,
  ],
};

/** What schemes need. */
export interface DutySchemesOptions {
  /** Address of the database as the role `lianxin_duty_schemes`, which may read the log. */
  readonly databaseUrl: string;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** Schemes beside the duty index, running. */
export interface DutySchemesSubgraph extends Subgraph<DutySchemesContext> {
  readonly parts: DutySchemesParts;
  /**
   * Returns when everything that is in the log now has been taken. True says that lights wait for time, and that the log
   * was told of it: they turn when that is caught up with as well.
   */
  catchUp(): Promise<boolean>;
}

/** How often it is looked whether lights wait for time, and keys that have served are forgotten. */
const sweepMs = 15_000;

/** Opens the database of schemes; points are given from `start` on. Every gateway runs it, one counts at a time. */
export async function createDutySchemesSubgraph(options: DutySchemesOptions): Promise<DutySchemesSubgraph> {
  const { databaseUrl, clock, onError } = options;
  const { name: schema } = dutySchemesModule;
  const db = await openDb({ url: databaseUrl, schema, applicationName: 'lianxin duty schemes' });
  const parts = { db, clock };
  let consumers: readonly Consumer[] = [];
  let endHousekeeping: (() => Promise<void>) | undefined;
  const keepHouse = async (): Promise<void> => {
    await tellTime(parts);
    await forgetKeys(db, schema, clock.now());
  };
  return {
    name: 'duty-schemes',
    parts,
    ...dutySchemesSchema(),
    db,
    createContext: (request: RequestContext) => ({ request, db, clock, loaders: dutySchemesLoaders(db) }),
    async start() {
      const start = ({ name, handlers }: ConsumerDefinition, gathers: boolean): Promise<Consumer> =>
        startConsumer({ name, db, logUrl: databaseUrl, handlers, gathers, onError });
      consumers = await Promise.all([
        start(dutySchemesConsumer(clock), true),
        start(dutyWarningsConsumer(announceWarnings(clock)), false),
      ]);
      endHousekeeping = startHousekeeping(keepHouse, sweepMs, onError);
    },
    async catchUp() {
      await Promise.all(consumers.map((each) => each.catchUp()));
      return tellTime(parts);
    },
    async stop() {
      await endHousekeeping?.();
      await Promise.all(consumers.map((each) => each.stop()));
      await db.close();
    },
  };
}
