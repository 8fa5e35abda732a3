import { registerEnumType } from 'type-graphql';

/** States of an item on a list (立项—督办—销号). */
export enum WorkItemStatus {
  LISTED = 'LISTED',
  ASSIGNED = 'ASSIGNED',
  IN_PROGRESS = 'IN_PROGRESS',
  SUPERVISED = 'SUPERVISED',
  COMPLETED = 'COMPLETED',
  ACCEPTED = 'ACCEPTED',
  CANCELLED = 'CANCELLED',
}

registerEnumType(WorkItemStatus, {
  name: 'WorkItemStatus',
  description:
    'LISTED 立项 · ASSIGNED 交办 · IN_PROGRESS 推进 · SUPERVISED 督办 · COMPLETED 完成待验收 · ACCEPTED 验收销号 · CANCELLED 撤项',
});
