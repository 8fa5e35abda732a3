import type { Clock } from '@lianxin/calendar';
import { type Db, type Sql, statement } from '@lianxin/database';
import {
  register,
  type RegisteredRecord,
  type RegistrationCounts,
  registrationStatement,
  uuidV7,
} from '@lianxin/workflow';
import { regionAtEnd } from '../extensions/region-code.js';
import { type MilestoneInput, milestoneRows } from '../milestone/milestone-input.js';
import { insertMilestones } from '../milestone/milestone.sql.js';
import type { WorkItemStatus } from './work-list.enums.js';

/** A matter on a list to register, in whatever state it is. */
export interface WorkItemInput {
  readonly title: string;
  readonly status: WorkItemStatus | `${WorkItemStatus}`;
  readonly responsibleUnitId?: string | null;
  /** `YYYY-MM-DD`, Asia/Shanghai. */
  readonly dueOn?: string | null;
  readonly acceptedAt?: Date | null;
  readonly milestones?: readonly MilestoneInput[];
}

/** A list to register. */
export interface WorkListInput {
  /** Unique in the installation; a list with a known code is left as it is, its items too. */
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  /** 12-digit region codes from the province down to the list's own region. */
  readonly regionPath: readonly string[];
  readonly isPublished: boolean;
  /** In the order of the list. */
  readonly items: readonly WorkItemInput[];
}

const insertWorkLists = registrationStatement('projects', 'work_list', 'id');

/** Plan: an insert from the rows, which travel as JSON. */
const insertWorkItems = statement<never>(
  'projects_work_item_insert',
  'insert into work_item select r.* from jsonb_populate_recordset(null::work_item, $1::jsonb) r',
);

function rowOf({ code, kind, name, regionPath, isPublished }: WorkListInput, now: Date) {
  const region_code = regionAtEnd(regionPath, code);
  return {
    id: uuidV7(now),
    code,
    kind,
    name,
    region_code,
    region_path: regionPath,
    is_published: isPublished,
    created_at: now,
  };
}

const itemRow = (list_id: string, item: WorkItemInput, position: number, now: Date) => ({
  id: uuidV7(now),
  list_id,
  position,
  title: item.title,
  status: item.status,
  responsible_unit_id: item.responsibleUnitId ?? null,
  due_on: item.dueOn ?? null,
  accepted_at: item.acceptedAt ?? null,
  created_at: now,
});

const recordOf = ({ id, code, kind, name, region_code }: ReturnType<typeof rowOf>): RegisteredRecord => ({
  aggregateType: 'work_list',
  aggregateId: id,
  payload: { id, code, kind, name, regionCode: region_code },
  topics: [`work_list:${id}`],
});

/**
 * Registers lists with their items in bulk (清单入库), in the state they are in. Idempotent by the code of the list. The
 * steps of an item listed here are the business of its workflow.
 * @throws AppError INVALID_INPUT for a list without a region
 */
export function registerWorkLists(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  inputs: readonly WorkListInput[],
): Promise<RegistrationCounts> {
  const now = clock.now();
  const lists = inputs.map((input) => ({ input, row: rowOf(input, now) }));
  const addParts = async (tx: Sql, added: ReadonlySet<string>): Promise<void> => {
    const items = lists
      .filter(({ row }) => added.has(row.id))
      .flatMap(({ input, row }) =>
        input.items.map((item, position) => ({ item, row: itemRow(row.id, item, position, now) })),
      );
    const milestones = items.flatMap(({ item, row }) =>
      milestoneRows({ work_item_id: row.id }, item.milestones ?? [], now),
    );
    await tx.query(insertWorkItems, [JSON.stringify(items.map(({ row }) => row))]);
    await tx.query(insertMilestones, [JSON.stringify(milestones)]);
  };
  return register(db, { insert: insertWorkLists, recordOf, addParts }, async () => lists.map(({ row }) => row), now);
}
