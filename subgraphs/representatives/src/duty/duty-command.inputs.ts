import { Field, ID, InputType, Int } from 'type-graphql';

@InputType()
export abstract class VersionedCommand {
  @Field(() => String, { description: 'Makes a retry safe: the same key has one effect.' })
  idempotencyKey!: string;

  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version you saw; refused with VERSION_CONFLICT when it is no longer that.' })
  expectedVersion!: number;
}

@InputType()
export abstract class NotedCommand extends VersionedCommand {
  @Field(() => String, { nullable: true })
  note?: string | null;
}

@InputType()
export abstract class ReasonedCommand extends VersionedCommand {
  @Field(() => String)
  reason!: string;
}
