import { DutyWarningLight } from '@lianxin/events';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({
  simpleResolvers: true,
  description: 'A light of the three-colour warnings that has changed (三色预警变灯).',
})
export class DutyWarningChange {
  @Field(() => ID)
  warningId!: string;

  @Field(() => String, { description: 'Give it as `after` to go on behind this event, without gap or repeat.' })
  cursor!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => ID)
  ruleCode!: string;

  @Field(() => String, { description: 'OFFER, RECTIFICATION or PERIOD.' })
  subjectType!: string;

  @Field(() => ID)
  subjectId!: string;

  @Field(() => ID, { nullable: true })
  representativeId!: string | null;

  @Field(() => DutyWarningLight)
  before!: DutyWarningLight;

  @Field(() => DutyWarningLight)
  light!: DutyWarningLight;

  @Field(() => Date)
  dueAt!: Date;

  @Field(() => ID, { nullable: true, description: 'The event that changed it; null where it was time.' })
  causeEventId!: string | null;

  @Field(() => String, { nullable: true })
  causeEventType!: string | null;
}
