import { registerEnumType } from 'type-graphql';

/** States of a livelihood project (民生实事), RULEBOOK §4. */
export enum ProjectStatus {
  SOLICITING = 'SOLICITING',
  SCREENING = 'SCREENING',
  REVIEWED = 'REVIEWED',
  ON_BALLOT = 'ON_BALLOT',
  ADOPTED = 'ADOPTED',
  NOT_ADOPTED = 'NOT_ADOPTED',
  DECOMPOSED = 'DECOMPOSED',
  IN_PROGRESS = 'IN_PROGRESS',
  SUSPENDED = 'SUSPENDED',
  CHANGE_REQUESTED = 'CHANGE_REQUESTED',
  CARRIED_OVER = 'CARRIED_OVER',
  COMPLETED = 'COMPLETED',
  ACCEPTED = 'ACCEPTED',
  EVALUATED = 'EVALUATED',
  RECTIFYING = 'RECTIFYING',
  PUBLISHED = 'PUBLISHED',
}

/** Outcome of the vote on how satisfied the deputies are (满意度测评). */
export enum SatisfactionVerdict {
  SATISFIED = 'SATISFIED',
  BASICALLY_SATISFIED = 'BASICALLY_SATISFIED',
  NOT_SATISFIED = 'NOT_SATISFIED',
}

registerEnumType(ProjectStatus, {
  name: 'ProjectStatus',
  description:
    'SOLICITING 征集 · SCREENING 初选 · REVIEWED 常委会审议 · ON_BALLOT 票决 · ADOPTED 通过 · NOT_ADOPTED 未通过 · DECOMPOSED 任务分解 · IN_PROGRESS 推进 · SUSPENDED 暂停 · CHANGE_REQUESTED 调整 · CARRIED_OVER 结转 · COMPLETED 完工 · ACCEPTED 验收销号 · EVALUATED 测评 · RECTIFYING 整改 · PUBLISHED 公布归档',
});
registerEnumType(SatisfactionVerdict, {
  name: 'SatisfactionVerdict',
  description: 'SATISFIED 满意 · BASICALLY_SATISFIED 基本满意 · NOT_SATISFIED 不满意',
});
