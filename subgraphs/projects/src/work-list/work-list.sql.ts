import { statement } from '@lianxin/database';
import type { WorkItem } from './work-item.entity.js';
import type { WorkList } from './work-list.entity.js';

const listColumns = `l.id, l.code, l.kind, l.name, l.region_code as "regionCode", l.region_path as "regionPath",
  l.is_published as "isPublished", l.created_at as "createdAt"`;

const itemColumns = `i.id, i.list_id as "listId", i.position, i.title, i.status,
  i.responsible_unit_id as "responsibleUnitId", i.due_on as "dueOn", i.accepted_at as "acceptedAt",
  i.created_at as "createdAt"`;

const uuidsOf = (place: string): string =>
  `any(array(select k::uuid from unnest(${place}::text[]) k where pg_input_is_valid(k, 'uuid')))`;

/** maySeeWorkList as a condition, and the kind; $1 is the office's region, $2 the kind, each null where not set. */
const filtered = `(l.is_published or $1::text is not null and l.region_path @> array[$1::text])
  and ($2::text is null or l.kind = $2)`;

/** Plan: one primary-key probe for each identifier. What is no UUID is nobody's identifier. The caller asks the policy. */
export const workListsById = statement<WorkList>(
  'projects_work_list_by_id',
  `select ${listColumns} from work_list l where l.id = ${uuidsOf('$1')}`,
);

/** Plan: one primary-key probe for each identifier. The caller asks the policy of the list. */
export const workItemsById = statement<WorkItem>(
  'projects_work_item_by_id',
  `select ${itemColumns} from work_item i where i.id = ${uuidsOf('$1')}`,
);

/** Plan: walks the unique index on the code from the cursor on and stops at the limit. */
export const workListPage = statement<WorkList>(
  'projects_work_list_page',
  `select ${listColumns} from work_list l
   where ${filtered} and ($3::text is null or l.code > $3)
   order by l.code limit $4`,
);

/** Plan: a scan of the lists, of which there are some dozens. */
export const workListCount = statement<{ count: number }>(
  'projects_work_list_count',
  `select count(*)::int as count from work_list l where ${filtered}`,
);

/** Plan: for each list one range of the unique index on (list_id, position), from the cursor on, up to the limit. */
export const itemsOfWorkLists = statement<WorkItem>(
  'projects_items_of_work_lists',
  `select item.* from unnest($1::uuid[]) k(id)
   cross join lateral (
     select ${itemColumns} from work_item i
     where i.list_id = k.id and ($2::int is null or i.position > $2)
     order by i.position limit $3) item`,
);

/** Plan: for each list one range of the same index. */
export const itemCountsOfWorkLists = statement<{ listId: string; count: number }>(
  'projects_item_counts_of_work_lists',
  `select i.list_id as "listId", count(*)::int as count from work_item i where i.list_id = any($1::uuid[]) group by i.list_id`,
);
