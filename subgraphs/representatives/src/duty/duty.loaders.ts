import type { Db } from '@lianxin/database';
import { loaderPerArguments, rowLoader, rowsLoader } from '@lianxin/subgraph-kit';
import { type DeputyReach, deputyReaches } from '../claim-market/deputy-reach.sql.js';
import type { DutyOfferState, DutyTaskState } from '../duty-task/duty-task.state.js';
import { offersOfTasks, tasksOfDeputies } from '../duty-task/duty-task-sublists.js';
import { ownOffers, tasksById } from '../duty-task/duty-task.store.js';
import type { FindingState } from '../finding/finding.state.js';
import { findingsById, findingsOfTasks } from '../finding/finding.store.js';
import type { RectificationState } from '../rectification/rectification.state.js';
import { sublistLoaders } from './duty-sublist.js';
import { histories, type HistoryRow } from './duty-history.sql.js';
import { rectificationsById, rectificationsOfFindings } from '../rectification/rectification.store.js';

/** Which part of which history. */
interface HistoryPart {
  readonly kind: keyof typeof histories;
  readonly behind: number;
  readonly first: number;
}

/** Loaders of duty, for one fetch. */
export function dutyLoaders(db: Db) {
  return {
    dutyTask: rowLoader<DutyTaskState>(
      (ids) => db.query(tasksById, [ids]),
      ({ id }) => id,
    ),
    tasksOfDeputy: sublistLoaders(db, tasksOfDeputies),
    offersOfTask: sublistLoaders(db, offersOfTasks),
    /** A deputy's offer of a task, by the task. */
    ownOffer: loaderPerArguments(({ representativeId }: { representativeId: string }) =>
      rowLoader<DutyOfferState>(
        (ids) => db.query(ownOffers, [ids, representativeId]),
        ({ taskId }) => taskId,
      ),
    ),
    /** Where a deputy can claim on a day. */
    deputyReach: loaderPerArguments(({ today }: { today: string }) =>
      rowLoader<DeputyReach>(
        (ids) => db.query(deputyReaches, [ids, today]),
        ({ key }) => key,
      ),
    ),
    dutyHistory: loaderPerArguments(({ kind, behind, first }: HistoryPart) =>
      rowsLoader<HistoryRow>(
        (ids) => db.query(histories[kind].page, [ids, behind, first + 1]),
        ({ parentKey }) => parentKey,
      ),
    ),
    dutyHistoryCount: loaderPerArguments(({ kind }: Pick<HistoryPart, 'kind'>) =>
      rowLoader<{ readonly key: string; readonly count: number }>(
        (ids) => db.query(histories[kind].total, [ids]),
        ({ key }) => key,
      ),
    ),
    finding: rowLoader<FindingState>(
      (ids) => db.query(findingsById, [ids]),
      ({ id }) => id,
    ),
    findingsOfTask: rowsLoader<FindingState>(
      (ids) => db.query(findingsOfTasks, [ids]),
      ({ taskId }) => taskId ?? '',
    ),
    rectification: rowLoader<RectificationState>(
      (ids) => db.query(rectificationsById, [ids]),
      ({ id }) => id,
    ),
    rectificationOfFinding: rowLoader<RectificationState>(
      (ids) => db.query(rectificationsOfFindings, [ids]),
      ({ findingId }) => findingId,
    ),
  };
}
