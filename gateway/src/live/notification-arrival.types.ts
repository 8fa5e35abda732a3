import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** What the stream tells; the notification itself is added by the module that keeps it. */
@Directive('@key(fields: "causeEventId", resolvable: false)')
@ObjectType({ simpleResolvers: true, description: 'A notification that has come for you (新通知).' })
export class NotificationArrival {
  @Field(() => ID, { description: 'The event that it tells of.' })
  causeEventId!: string;

  @Field(() => String, { description: 'Give it as `after` to go on behind this event, without gap or repeat.' })
  cursor!: string;

  @Field(() => Date, { description: 'When it came.' })
  at!: Date;
}
