import { ActorRole, SuggestionAction, SuggestionStatus } from '@lianxin/subgraph-kit';
import { registerEnumType } from 'type-graphql';

export { ActorRole, SuggestionAction, SuggestionStatus };

/** The five stages (五环节) that everybody sees. */
export enum PipelineStage {
  COLLECT = 'COLLECT',
  DISPATCH = 'DISPATCH',
  ACCEPT = 'ACCEPT',
  FEEDBACK = 'FEEDBACK',
  EVALUATE = 'EVALUATE',
}

export enum Light {
  GREEN = 'GREEN',
  YELLOW = 'YELLOW',
  RED = 'RED',
}

export enum Urgency {
  NORMAL = 'NORMAL',
  URGENT = 'URGENT',
}

export enum Rating {
  SATISFIED = 'SATISFIED',
  BASICALLY_SATISFIED = 'BASICALLY_SATISFIED',
  NOT_SATISFIED = 'NOT_SATISFIED',
  UNRATED = 'UNRATED',
}

export enum ResultCode {
  RESOLVED = 'RESOLVED',
  PARTLY = 'PARTLY',
  PLANNED = 'PLANNED',
  EXPLAINED = 'EXPLAINED',
  NOT_FEASIBLE = 'NOT_FEASIBLE',
}

export enum IntakeChannel {
  STATION_DESK = 'STATION_DESK',
  STATION_CODE = 'STATION_CODE',
  DEPUTY_CODE = 'DEPUTY_CODE',
  PORTAL = 'PORTAL',
  PHONE = 'PHONE',
  VISIT = 'VISIT',
  ACTIVITY = 'ACTIVITY',
  IMPORT = 'IMPORT',
}

export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}

export enum SuggestionOrderField {
  DUE_AT = 'DUE_AT',
  COLLECTED_AT = 'COLLECTED_AT',
  UPDATED_AT = 'UPDATED_AT',
}

const stageOfStatus: Readonly<Partial<Record<SuggestionStatus, PipelineStage>>> = {
  COLLECTED: PipelineStage.COLLECT,
  ADMITTED: PipelineStage.COLLECT,
  DISPATCHED: PipelineStage.DISPATCH,
  RETURN_PENDING: PipelineStage.DISPATCH,
  IN_PROGRESS: PipelineStage.ACCEPT,
  SUSPENDED: PipelineStage.ACCEPT,
  REWORK: PipelineStage.ACCEPT,
  ESCALATED: PipelineStage.ACCEPT,
  REPLIED: PipelineStage.FEEDBACK,
  CLOSED: PipelineStage.EVALUATE,
  ARCHIVED: PipelineStage.EVALUATE,
};

/** The stage of a status; null once it left the pipeline (converted, merged, rejected, withdrawn). */
export function stageOf(status: SuggestionStatus): PipelineStage | null {
  return stageOfStatus[status] ?? null;
}

/** The statuses that make up some stages. */
export function statusesIn(stages: readonly PipelineStage[]): SuggestionStatus[] {
  return Object.values(SuggestionStatus).filter((status) => {
    const stage = stageOf(status);
    return stage !== null && stages.includes(stage);
  });
}

registerEnumType(PipelineStage, {
  name: 'PipelineStage',
  description: '收集 COLLECT · 分派 DISPATCH · 接单 ACCEPT · 反馈 FEEDBACK · 评价 EVALUATE',
});
registerEnumType(Light, {
  name: 'Light',
  description: 'GREEN: more than half of the time is left · YELLOW: half or less · RED: overdue. Computed when read.',
});
registerEnumType(Urgency, { name: 'Urgency', description: 'NORMAL 一般 · URGENT 紧急' });
registerEnumType(Rating, {
  name: 'Rating',
  description:
    'SATISFIED 满意 · BASICALLY_SATISFIED 基本满意 · NOT_SATISFIED 不满意 · UNRATED 未评价: silence is not satisfaction.',
});
registerEnumType(ResultCode, {
  name: 'ResultCode',
  description: 'RESOLVED 已解决 · PARTLY 部分解决 · PLANNED 列入计划 · EXPLAINED 解释说明 · NOT_FEASIBLE 暂不可行',
});
registerEnumType(IntakeChannel, { name: 'IntakeChannel', description: 'How it reached the station (来源渠道).' });
registerEnumType(OrderDirection, { name: 'OrderDirection' });
registerEnumType(SuggestionOrderField, { name: 'SuggestionOrderField' });
