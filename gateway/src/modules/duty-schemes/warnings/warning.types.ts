import { connectionOf } from '@lianxin/subgraph-kit';
import { DutyWarningLight } from '@lianxin/events';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

registerEnumType(DutyWarningLight, {
  name: 'DutyWarningLight',
  description: 'OFF no deadline runs · GREEN 绿灯 in time · YELLOW 黄灯 little time left · RED 红灯 overdue',
});

@ObjectType({ simpleResolvers: true, description: 'A change of a light, and the event that changed it.' })
export class DutyWarningTurn {
  @Field(() => Date)
  at!: Date;

  @Field(() => DutyWarningLight)
  before!: DutyWarningLight;

  @Field(() => DutyWarningLight)
  light!: DutyWarningLight;

  @Field(() => ID, { nullable: true, description: 'Null where time alone, or new rules, changed it.' })
  eventId!: string | null;

  @Field(() => String, { nullable: true })
  eventType!: string | null;

  readonly version!: number;
}

export const DutyWarningTurnConnection = connectionOf<DutyWarningTurn>('DutyWarningTurn', () => DutyWarningTurn);

@ObjectType({ simpleResolvers: true, description: 'A light over one deadline of a duty (三色预警).' })
export class DutyWarning {
  @Field(() => ID)
  id!: string;

  @Field(() => ID, { description: 'The rule that lights it.' })
  ruleCode!: string;

  @Field(() => String, { description: 'Name of the rule; its code where the present rules have it no more.' })
  ruleName!: string;

  @Field(() => Int, { description: 'Version of the rules; 0 for the proposal that holds where none were saved.' })
  ruleVersion!: number;

  @Field(() => DutyWarningLight)
  light!: DutyWarningLight;

  @Field(() => Date, { description: 'Since when the light is what it is.' })
  since!: Date;

  @Field(() => Date, { description: 'The instant at which the time is over.' })
  dueAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When time alone changes the light next; null for never.' })
  nextAt!: Date | null;

  @Field(() => String, { description: 'OFFER, RECTIFICATION or PERIOD.' })
  subjectType!: string;

  @Field(() => ID)
  subjectId!: string;

  @Field(() => ID, { nullable: true, description: 'Null for what is no deputy’s: a period.' })
  representativeId!: string | null;

  @Field(() => ID, { description: 'The newest event of the subject.' })
  eventId!: string;

  @Field(() => String)
  eventType!: string;

  @Field(() => Int, { description: 'Counts the changes of the light.' })
  version!: number;
}

export const DutyWarningConnection = connectionOf<DutyWarning>('DutyWarning', () => DutyWarning);

@InputType({ description: 'Which warnings to list; what is left out holds for all.' })
export class DutyWarningFilter {
  @Field(() => [DutyWarningLight], {
    nullable: true,
    description: 'YELLOW and RED when left out.',
  })
  lights?: DutyWarningLight[];

  @Field(() => ID, { nullable: true })
  ruleCode?: string;

  @Field(() => ID, { nullable: true })
  representativeId?: string;
}
