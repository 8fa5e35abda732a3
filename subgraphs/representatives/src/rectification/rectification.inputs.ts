import { DayScalar } from '@lianxin/subgraph-kit';
import { Field, InputType } from 'type-graphql';
import { NotedCommand, ReasonedCommand } from '../duty/duty-command.inputs.js';

@InputType()
export class AcceptRectificationInput extends NotedCommand {}
@InputType()
export class RequestRectificationExtensionInput extends ReasonedCommand {
  @Field(() => DayScalar, { description: 'The day asked for, Asia/Shanghai; later than the due day.' })
  dueOn!: string;
}
@InputType()
export class DecideRectificationExtensionInput extends NotedCommand {
  @Field(() => Boolean)
  grant!: boolean;
}
@InputType()
export class SuspendRectificationInput extends ReasonedCommand {}
@InputType()
export class ResumeRectificationInput extends NotedCommand {}
@InputType()
export class RejectRectificationInput extends ReasonedCommand {}
@InputType()
export class DeclareOutOfJurisdictionInput extends ReasonedCommand {}
@InputType()
export class FollowUpRectificationInput extends NotedCommand {}
