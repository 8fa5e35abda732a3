import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'The event that changed an index.' })
export class DutyIndexCause {
  @Field(() => ID)
  eventId!: string;

  @Field(() => String, { description: 'E.g. `rectification.changed`.' })
  eventType!: string;
}

/** What the stream tells; the index itself is added by the module that counts it. */
@Directive('@key(fields: "representativeId", resolvable: false)')
@ObjectType({ simpleResolvers: true, description: 'A change of a deputy’s duty index (履职指数变动), with its cause.' })
export class DutyIndexChange {
  @Field(() => ID)
  representativeId!: string;

  @Field(() => String, { description: 'Give it as `after` to go on behind this event, without gap or repeat.' })
  cursor!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => DutyIndexCause)
  cause!: DutyIndexCause;
}
