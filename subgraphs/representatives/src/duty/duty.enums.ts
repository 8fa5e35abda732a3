import {
  DutyTaskKind,
  DutyTaskStatus,
  FindingSource,
  FindingStatus,
  InspectionConclusion,
  OfferExcuse,
  RectificationStatus,
} from '@lianxin/events';
import { registerEnumType } from 'type-graphql';

/** What can be done to an offer, a finding, a rectification or a record of the archive. */
export enum DutyAction {
  OFFER = 'OFFER',
  CLAIM = 'CLAIM',
  RELEASE = 'RELEASE',
  APPROVE_DROP = 'APPROVE_DROP',
  COMPLETE = 'COMPLETE',
  EXCUSE = 'EXCUSE',
  CANCEL = 'CANCEL',
  FILL = 'FILL',
  EXPIRE = 'EXPIRE',
  LAPSE = 'LAPSE',
  REPORT = 'REPORT',
  CONFIRM = 'CONFIRM',
  VERIFY = 'VERIFY',
  REJECT = 'REJECT',
  MERGE = 'MERGE',
  SUBMIT = 'SUBMIT',
  APPROVE = 'APPROVE',
  REVOKE = 'REVOKE',
  RETRACT = 'RETRACT',
  OPEN = 'OPEN',
  REQUEST_EXTENSION = 'REQUEST_EXTENSION',
  GRANT_EXTENSION = 'GRANT_EXTENSION',
  DENY_EXTENSION = 'DENY_EXTENSION',
  SUSPEND = 'SUSPEND',
  RESUME = 'RESUME',
  ACCEPT = 'ACCEPT',
  FOLLOW_UP = 'FOLLOW_UP',
  DECLARE_OUT_OF_JURISDICTION = 'DECLARE_OUT_OF_JURISDICTION',
  PASS_DUE = 'PASS_DUE',
}

registerEnumType(DutyAction, {
  name: 'DutyAction',
  description: 'What can be done to an offer, a finding, a rectification or a record of the archive.',
});
registerEnumType(DutyTaskKind, {
  name: 'DutyTaskKind',
  description:
    'INSPECTION 检查督查 · RECEPTION 驻站接待 · MICRO_WISH 微心愿 · SUGGESTION 跟办诉求 · MEETING 会议 · TRAINING 培训 · RESEARCH 调研',
});
registerEnumType(DutyTaskStatus, {
  name: 'DutyTaskStatus',
  description:
    'OFFERED 待认领 · CLAIMED 已认领 · COMPLETED 已完成 · RELEASED 已退回 · EXPIRED 逾期 · CANCELLED 已撤销或不再需要',
});
registerEnumType(OfferExcuse, {
  name: 'OfferExcuse',
  description:
    'Why an offer is not held against the deputy: CANCELLED 签发人撤销 · FILLED_BY_OTHERS 名额已满 · ON_LEAVE 请假 · RECUSED 回避 · NOTICE_TOO_SHORT 通知过晚 · MANDATE_INACTIVE 不在任',
});
registerEnumType(InspectionConclusion, {
  name: 'InspectionConclusion',
  description: 'PROBLEM_FOUND 发现问题 · CLEAN 无问题',
});
registerEnumType(FindingStatus, {
  name: 'FindingStatus',
  description: 'REPORTED 待核实 · VERIFIED 属实 · REJECTED 不属实 · MERGED 并入同一问题',
});
registerEnumType(FindingSource, {
  name: 'FindingSource',
  description: 'REPRESENTATIVE 代表 · INSPECTION_ROOM 督查室 · SUGGESTION 群众诉求',
});
registerEnumType(RectificationStatus, {
  name: 'RectificationStatus',
  description:
    'OPEN 整改中 · SUSPENDED 中止 · OVERDUE 逾期 · ACCEPTED 已销号 · REJECTED 不成立 · MERGED 并入 · OUT_OF_JURISDICTION 不属本级职权',
});
