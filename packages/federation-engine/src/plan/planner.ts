import { createRequire } from 'node:module';
import type { QueryPlan, QueryPlanner } from '@graphql-hive/router-query-planner';

/** Over what is planned: the supergraph, or the same without the keys for which the planner may fail. */
export type Over = 'whole' | 'reduced';

/** The text of each supergraph; made when it is first needed. */
export type SupergraphText = (over: Over) => string;

/** What became of an operation. Without a plan, the planner found none, or its process ended over it, or was ended. */
export type Planned = { readonly plan: QueryPlan } | { readonly plan?: undefined; readonly ended: boolean };

/** For whom is planned. */
export interface PlanningRequest {
  readonly caller?: object | undefined;
  /** Does anybody still wait for it? Asked when its turn has come. */
  readonly isWanted?: () => boolean;
}

/** Makes plans, wherever. */
export interface Planner {
  /** Returns when it has read the whole supergraph; rejects with `BAD_CONFIGURATION` when it cannot. */
  ready(): Promise<void>;
  plan(over: Over, operation: string, request: PlanningRequest): Planned | Promise<Planned>;
  /** Lets go of what it holds. */
  close(): void;
}

/** The planner's module, which nobody loads who plans elsewhere: it is native code. */
export const plannerModule = '@graphql-hive/router-query-planner';

/** Plans in this process, which ends with the planner, and waits for as long as it takes. */
export class PlannerHere implements Planner {
  private readonly planners: { [over in Over]?: QueryPlanner } = {};

  constructor(private readonly textOf: SupergraphText) {
    this.over('whole');
  }

  async ready(): Promise<void> {
    // It has read the supergraph, or there would be none.
  }

  plan(over: Over, operation: string): Planned {
    try {
      return { plan: this.over(over).plan(operation, undefined, new Set(), 0) };
    } catch {
      return { ended: false };
    }
  }

  close(): void {
    // It holds nothing but memory.
  }

  private over(over: Over): QueryPlanner {
    return (this.planners[over] ??= new (load().QueryPlanner)(this.textOf(over)));
  }
}

function load(): { readonly QueryPlanner: typeof QueryPlanner } {
  return createRequire(import.meta.url)(plannerModule) as ReturnType<typeof load>;
}
