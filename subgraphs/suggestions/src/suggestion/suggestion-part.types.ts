import { Actor, connectionOf, DayScalar, Refusal } from '@lianxin/subgraph-kit';
import type { RefusalCode } from '@lianxin/errors';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { Rating, ResultCode, SuggestionAction, SuggestionStatus } from './suggestion.enums.js';
import { Suggestion } from './suggestion.types.js';

@ObjectType({ simpleResolvers: true, description: 'One transition in the history, which nobody can rewrite.' })
export class TimelineEntry {
  @Field(() => ID)
  eventId!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => DayScalar, { description: 'The day it counts for, Asia/Shanghai.' })
  businessDate!: string;

  @Field(() => SuggestionAction)
  action!: SuggestionAction;

  @Field(() => SuggestionStatus, { nullable: true })
  fromStatus!: SuggestionStatus | null;

  @Field(() => SuggestionStatus)
  toStatus!: SuggestionStatus;

  @Field(() => Actor)
  actor!: Actor;

  @Field(() => String, { nullable: true })
  note!: string | null;

  readonly version!: number;
}

export const TimelineConnection = connectionOf<TimelineEntry>('Timeline', () => TimelineEntry);

@ObjectType({ simpleResolvers: true, description: 'A contact with the person before the reply (回访记录).' })
export class ContactRecord {
  @Field(() => Date)
  at!: Date;

  @Field(() => String)
  method!: string;

  @Field(() => String)
  note!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The answer of the lead unit, the deputy or the station (反馈).' })
export class Reply {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true, description: 'Null for analysts.' })
  text!: string | null;

  @Field(() => ResultCode)
  resultCode!: ResultCode;

  @Field(() => DayScalar, { nullable: true })
  promisedDate!: string | null;

  @Field(() => Date)
  repliedAt!: Date;

  @Field(() => ContactRecord, { nullable: true })
  contactRecord!: ContactRecord | null;

  readonly suggestionId!: string;
  readonly unitId!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The rating by the person who raised it (评价). Never shown to the rated.',
})
export class Evaluation {
  @Field(() => Rating, { description: '办理结果' })
  rating!: Rating;

  @Field(() => Rating, { nullable: true, description: '办理态度' })
  attitudeRating!: Rating | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => String, { nullable: true })
  comment!: string | null;

  @Field(() => Date)
  evaluatedAt!: Date;
}

@ObjectType({ simpleResolvers: true, implements: Refusal, description: 'Why an action is not available now.' })
class ActionRefused extends Refusal {}

@ObjectType({ simpleResolvers: true, description: 'An action your role can take: allowed now, or why not.' })
export class AvailableAction {
  @Field(() => SuggestionAction)
  action!: SuggestionAction;

  @Field(() => Boolean)
  allowed!: boolean;

  @Field(() => ActionRefused, { nullable: true })
  reason!: { code: RefusalCode; message: string } | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Another suggestion that may be about the same matter; a person decides.',
})
export class PossibleDuplicate {
  @Field(() => Float, { description: 'Likeness of the texts, 0 to 1.' })
  similarity!: number;

  @Field(() => Suggestion)
  suggestion!: Suggestion;
}
