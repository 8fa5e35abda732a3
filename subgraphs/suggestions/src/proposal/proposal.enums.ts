import { ProposalStatus } from '@lianxin/events';
import { registerEnumType } from 'type-graphql';

/** Result code of a reply (办理结果分类), RULEBOOK §2.1. */
export enum ResultClass {
  A = 'A',
  B = 'B',
  C = 'C',
  D = 'D',
}

/** What the deputy lets be published (公开意见). */
export enum DisclosureConsent {
  FULL = 'FULL',
  TITLE_ONLY = 'TITLE_ONLY',
  NONE = 'NONE',
}

export { ProposalStatus };

registerEnumType(ProposalStatus, {
  name: 'ProposalStatus',
  description:
    'DRAFT 起草 · COSIGNING 联名中 · SUBMITTED 已提交 · UNDER_REVIEW 审查中 · RETURNED_FOR_EDIT 退回修改 · NOT_ACCEPTED 不予立案 · FILED 立案编号 · ASSIGNED 已交办 · RETURN_PENDING 退办审核 · IN_HANDLING 办理中 · REPLIED 已答复 · RATED 已评价 · REWORK 重新办理 · TRACKING 承诺跟踪 · RE_REPLIED 再次答复 · CLOSED 办结 · ARCHIVED 归档 · WITHDRAWN 撤回',
});
registerEnumType(ResultClass, {
  name: 'ResultClass',
  description:
    'A: solved or basically solved · B: being solved or planned · C: left for later, conditions lacking · D: kept for reference. The national codes; some places use three.',
});
registerEnumType(DisclosureConsent, {
  name: 'DisclosureConsent',
  description: 'FULL: the text may be published · TITLE_ONLY: only its title · NONE: nothing of it.',
});
