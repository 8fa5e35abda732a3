import { DutyRecordKind } from '@lianxin/events';
import { DayScalar } from '@lianxin/subgraph-kit';
import { Field, InputType } from 'type-graphql';
import { NotedCommand, ReasonedCommand, VersionedCommand } from '../duty/duty-command.inputs.js';

@InputType({ description: 'A deed that no event knows, by the deputy who did it.' })
export class AddDutyRecordInput {
  @Field(() => String, { description: 'Makes a retry safe: the same key has one effect.' })
  idempotencyKey!: string;

  @Field(() => DutyRecordKind, {
    description:
      'Not SUGGESTION, PROPOSAL, MICRO_WISH, FINDING or FOLLOW_UP: those are drawn from where they are on record.',
  })
  kind!: DutyRecordKind;

  @Field(() => DayScalar, { description: 'The day it was done, Asia/Shanghai; not in the future.' })
  heldOn!: string;

  @Field(() => String, { description: '1 to 200 characters; public once it is approved.' })
  title!: string;

  @Field(() => String, { description: 'What shows that it was done, 1 to 2000 characters; for the office alone.' })
  evidence!: string;
}

@InputType({ description: 'By the office.' })
export class ApproveDutyRecordInput extends NotedCommand {}

@InputType({ description: 'By the office, with a reason that the deputy reads.' })
export class RejectDutyRecordInput extends ReasonedCommand {}

@InputType({ description: 'By the office, with a reason that the deputy reads.' })
export class RevokeDutyRecordInput extends ReasonedCommand {}

@InputType({ description: 'By the deputy, before it is decided.' })
export class RetractDutyRecordInput extends VersionedCommand {}
