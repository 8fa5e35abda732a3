import { Field, ID, InputType, Int } from 'type-graphql';
import { ReasonedCommand, VersionedCommand } from '../duty/duty-command.inputs.js';

@InputType({ description: 'A problem that was found.' })
export class NewFindingInput {
  @Field(() => String, { description: '1 to 200 characters.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'At most 5000 characters.' })
  description?: string | null;

  @Field(() => String, { nullable: true, description: 'What kind of thing has the problem; with `objectId`.' })
  objectType?: string | null;

  @Field(() => ID, { nullable: true })
  objectId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Since when it is known to have existed; not in the future.' })
  existedSince?: Date | null;

  @Field(() => [ID], { nullable: true, description: 'Deputies who found it too, at most 49; each confirms it.' })
  coFinderIds?: string[] | null;
}

@InputType()
export class ReportFindingInput extends NewFindingInput {
  @Field(() => String, { description: 'Makes a retry safe: the same key has one effect.' })
  idempotencyKey!: string;

  @Field(() => ID, { nullable: true, description: 'The deputy’s own inspection in which it was found.' })
  taskId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The suggestion it came from; offices only.' })
  suggestionId?: string | null;
}

@InputType()
export class VerifyFindingInput extends VersionedCommand {
  @Field(() => Boolean, { nullable: true, description: 'Open a rectification with it; true unless told.' })
  openRectification?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'The unit that has to put it right.' })
  responsibleUnitId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Working days it has, 1 to 250; 15 unless told.' })
  workingDays?: number | null;
}

@InputType()
export class ConfirmFindingInput extends VersionedCommand {}
@InputType()
export class RejectFindingInput extends ReasonedCommand {}
@InputType()
export class MergeFindingInput extends VersionedCommand {
  @Field(() => ID, { description: 'The finding that speaks for both.' })
  intoId!: string;
}
