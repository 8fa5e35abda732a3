/** What kind of duty is offered (履职任务类别). */
export enum DutyTaskKind {
  /** 检查督查: the deputy visits an object and reports what was found there, or that nothing was. */
  INSPECTION = 'INSPECTION',
  /** 驻站接待: sitting at a station. */
  RECEPTION = 'RECEPTION',
  /** 微心愿: a small wish of a resident. */
  MICRO_WISH = 'MICRO_WISH',
  /** 跟办诉求: looking after a suggestion near the deputy's station. */
  SUGGESTION = 'SUGGESTION',
  MEETING = 'MEETING',
  TRAINING = 'TRAINING',
  RESEARCH = 'RESEARCH',
}

/** Where an offer of a task to one deputy stands (任务状态). */
export enum DutyTaskStatus {
  OFFERED = 'OFFERED',
  CLAIMED = 'CLAIMED',
  COMPLETED = 'COMPLETED',
  RELEASED = 'RELEASED',
  EXPIRED = 'EXPIRED',
  CANCELLED = 'CANCELLED',
}

/** Why an offer is not held against the deputy (不计入原因). */
export enum OfferExcuse {
  /** 签发人撤销 */
  CANCELLED = 'CANCELLED',
  /** 名额已满: the quota was reached before the deputy's own deadline. */
  FILLED_BY_OTHERS = 'FILLED_BY_OTHERS',
  /** 经批准请假 */
  ON_LEAVE = 'ON_LEAVE',
  /** 回避 */
  RECUSED = 'RECUSED',
  /** 通知过晚 */
  NOTICE_TOO_SHORT = 'NOTICE_TOO_SHORT',
  /** 不在任期内 */
  MANDATE_INACTIVE = 'MANDATE_INACTIVE',
}

/** What an inspection came to (检查结论). */
export enum InspectionConclusion {
  /** 发现问题 */
  PROBLEM_FOUND = 'PROBLEM_FOUND',
  /** 无问题 */
  CLEAN = 'CLEAN',
}

/** Where a finding stands (问题状态). */
export enum FindingStatus {
  REPORTED = 'REPORTED',
  VERIFIED = 'VERIFIED',
  REJECTED = 'REJECTED',
  MERGED = 'MERGED',
}

/** Who found (发现来源). */
export enum FindingSource {
  /** 代表 */
  REPRESENTATIVE = 'REPRESENTATIVE',
  /** 督查室 */
  INSPECTION_ROOM = 'INSPECTION_ROOM',
  /** 群众诉求, verified */
  SUGGESTION = 'SUGGESTION',
}

/** Where a rectification stands (整改状态). */
export enum RectificationStatus {
  OPEN = 'OPEN',
  SUSPENDED = 'SUSPENDED',
  OVERDUE = 'OVERDUE',
  /** 已销号 */
  ACCEPTED = 'ACCEPTED',
  REJECTED = 'REJECTED',
  MERGED = 'MERGED',
  OUT_OF_JURISDICTION = 'OUT_OF_JURISDICTION',
}

/** What kind of deed an archive holds (履职记录类别): that of a task, or what deputies do without one. */
export enum DutyRecordKind {
  INSPECTION = 'INSPECTION',
  RECEPTION = 'RECEPTION',
  MICRO_WISH = 'MICRO_WISH',
  SUGGESTION = 'SUGGESTION',
  /** 代表建议 */
  PROPOSAL = 'PROPOSAL',
  /** 发现问题: a problem that was verified. */
  FINDING = 'FINDING',
  /** 跟踪检查: a look at whether a problem is being put right. */
  FOLLOW_UP = 'FOLLOW_UP',
  MEETING = 'MEETING',
  TRAINING = 'TRAINING',
  RESEARCH = 'RESEARCH',
}
