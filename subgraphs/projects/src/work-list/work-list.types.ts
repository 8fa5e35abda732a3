import { connectionOf } from '@lianxin/subgraph-kit';
import { WorkItem } from './work-item.entity.js';
import { WorkList } from './work-list.entity.js';

/** A page of lists. */
export const WorkListConnection = connectionOf<WorkList>('WorkList', () => WorkList);

/** A page of items. */
export const WorkItemConnection = connectionOf<WorkItem>('WorkItem', () => WorkItem);
