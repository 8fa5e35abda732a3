import type { Clock } from '@lianxin/calendar';
import { openDb, type SchemaModule } from '@lianxin/database';
import { type Consumer, startConsumer } from '@lianxin/events';
import type { RequestContext, Subgraph } from '@lianxin/subgraph-kit';
import { dutySchemesConsumer } from './duty-schemes.consumer.js';
import { forgetKeys, startHousekeeping } from '@lianxin/workflow';
import type { DutySchemesContext } from './duty-schemes.context.js';
import { dutySchemesSchema } from './duty-schemes.schema.js';
import { sweepWarnings } from './warnings/sweep-warnings.js';
import { CreateWarnings1768300000002 } from './migrations/1768300000002-create-warnings.js';
import { CreateEvaluation1768300000003 } from './migrations/1768300000003-create-evaluation.js';
import { CreatePoints1768300000001 } from './migrations/1768300000001-create-points.js';
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
  /** Returns when everything that is in the log now has been taken, and every light is as the time wants it. */
  catchUp(): Promise<void>;
}

/** How often lights are looked at, and keys that have served forgotten. */
const sweepMs = 15_000;

/** Opens the database of schemes; points are given from `start` on. Every gateway runs it, one counts at a time. */
export async function createDutySchemesSubgraph(options: DutySchemesOptions): Promise<DutySchemesSubgraph> {
  const { databaseUrl, clock, onError } = options;
  const { name: schema } = dutySchemesModule;
  const db = await openDb({ url: databaseUrl, schema, applicationName: 'lianxin duty schemes' });
  const parts = { db, clock };
  let consumer: Consumer | undefined;
  let endHousekeeping: (() => Promise<void>) | undefined;
  const keepHouse = async (): Promise<void> => {
    await sweepWarnings(parts);
    await forgetKeys(db, schema, clock.now());
  };
  return {
    name: 'duty-schemes',
    ...dutySchemesSchema(),
    db,
    createContext: (request: RequestContext) => ({ request, db, clock }),
    async start() {
      const { name, handlers } = dutySchemesConsumer(clock);
      consumer = await startConsumer({ name, db, logUrl: databaseUrl, handlers, onError });
      endHousekeeping = startHousekeeping(keepHouse, sweepMs, onError);
    },
    async catchUp() {
      await consumer?.catchUp();
      await sweepWarnings(parts);
    },
    async stop() {
      await endHousekeeping?.();
      await consumer?.stop();
      await db.close();
    },
  };
}
