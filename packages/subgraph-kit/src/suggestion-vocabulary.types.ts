import { ActorRole, SuggestionAction, SuggestionStatus } from '@lianxin/events';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';

// The words of the event, told by whoever shows transitions. Registered once: type-graphql keeps one description of an enum.
registerEnumType(SuggestionStatus, {
  name: 'SuggestionStatus',
  description:
    '收集: COLLECTED 已收集, ADMITTED 已受理 · 分派: DISPATCHED 待接单, RETURN_PENDING 退单审核 · 接单: IN_PROGRESS 办理中, SUSPENDED 挂起, REWORK 重办, ESCALATED 挂牌督办 · 反馈: REPLIED 已反馈 · 评价: CLOSED 办结, ARCHIVED 归档 · off the pipeline: CONVERTED 转化, MERGED 并案, REJECTED 不予受理, WITHDRAWN 撤回',
});
registerEnumType(SuggestionAction, { name: 'SuggestionAction', description: 'What can be done to a suggestion.' });
registerEnumType(ActorRole, {
  name: 'ActorRole',
  description: 'A role of the platform, or SYSTEM for deadlines and imports.',
});

export { ActorRole, SuggestionAction, SuggestionStatus };

/** Who acted, as a history shows it. */
@Directive('@shareable')
@ObjectType({
  simpleResolvers: true,
  description: 'Who acted, as those who may see the record read it; a constituent is masked.',
})
export class Actor {
  @Field(() => ActorRole)
  role!: ActorRole;

  @Field(() => String)
  displayName!: string;
}
