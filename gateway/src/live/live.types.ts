import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Actor, SuggestionAction, SuggestionStatus } from '@lianxin/subgraph-kit';

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Station', { simpleResolvers: true })
export class StationStub {
  @Field(() => ID)
  id!: string;
}

/** An event names the station too, so that suggestion and station are asked for beside each other. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Suggestion', { simpleResolvers: true })
export class SuggestionStub {
  @Field(() => ID)
  id!: string;

  @Directive('@external')
  @Field(() => StationStub)
  station!: StationStub;
}

/** One step of a suggestion, as it happened. */
@ObjectType({ simpleResolvers: true, description: 'One step of a suggestion (诉求流转), as it happened.' })
export class SuggestionTransition {
  @Field(() => String, { description: 'Give it as `after` to go on behind this event, without gap or repeat.' })
  cursor!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => SuggestionAction)
  action!: SuggestionAction;

  @Field(() => SuggestionStatus, { nullable: true, description: 'Null for the first step.' })
  fromStatus!: SuggestionStatus | null;

  @Field(() => SuggestionStatus)
  toStatus!: SuggestionStatus;

  @Field(() => Actor, { nullable: true })
  actor!: Actor | null;

  @Directive('@provides(fields: "station { id }")')
  @Field(() => SuggestionStub, {
    nullable: true,
    description: 'The suggestion as it is when the event is delivered, which may be further on than `toStatus`.',
  })
  suggestion!: SuggestionStub | null;
}
