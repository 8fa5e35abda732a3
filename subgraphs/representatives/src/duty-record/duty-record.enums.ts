import { DutyRecordKind } from '@lianxin/events';
import { registerEnumType } from 'type-graphql';

/** Where a record that a deputy added stands. */
export enum DutyRecordStatus {
  SUBMITTED = 'SUBMITTED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
  /** The deputy took it back before it was decided. */
  RETRACTED = 'RETRACTED',
  /** The office took its approval back. */
  REVOKED = 'REVOKED',
}

/** The part of a deputy in a proposal (RULEBOOK §2.1); both have equal force. */
export enum DutyRecordPart {
  /** 领衔代表 */
  LEAD = 'LEAD',
  /** 联名(附议)代表, who confirmed that the content is their own will. */
  CO_SIGNER = 'CO_SIGNER',
}

registerEnumType(DutyRecordPart, {
  name: 'DutyRecordPart',
  description: 'LEAD 领衔 · CO_SIGNER 联名(附议): one who co-signed and confirmed it. Both have equal force.',
});
registerEnumType(DutyRecordKind, {
  name: 'DutyRecordKind',
  description:
    'INSPECTION 检查督查 · RECEPTION 接待群众 · MICRO_WISH 微心愿 · SUGGESTION 办理群众意见 · PROPOSAL 代表建议 · FINDING 发现问题 · FOLLOW_UP 跟踪检查 · MEETING 会议 · TRAINING 培训 · RESEARCH 调研',
});
registerEnumType(DutyRecordStatus, {
  name: 'DutyRecordStatus',
  description:
    'SUBMITTED 待审核 · APPROVED 已认定(系统记录的均属此) · REJECTED 未认定 · RETRACTED 代表撤回 · REVOKED 撤销认定',
});
