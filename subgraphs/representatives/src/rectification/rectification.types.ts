import { RectificationStatus } from '@lianxin/events';
import { connectionOf, DayScalar } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { RectificationState } from './rectification.state.js';

@ObjectType({ simpleResolvers: true, description: 'A check that a deputy made of a rectification (跟踪检查).' })
export class RectificationFollowUp {
  @Field(() => ID)
  representativeId!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => Boolean, { description: 'Not later than the due day.' })
  inTime!: boolean;
}

@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description:
    'A rectification (整改事项): a verified finding on its way to being put right. Seen by its finders, the unit responsible, and the offices of its region.',
})
export class Rectification {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'Grows by one with each step; send it as `expectedVersion`.' })
  version!: number;

  @Field(() => RectificationStatus)
  status!: RectificationStatus;

  @Field(() => DayScalar, {
    description: 'Last day (Asia/Shanghai), by the calendar of working days, with every extension granted so far.',
  })
  dueOn!: string;

  @Field(() => DayScalar, { nullable: true, description: 'The day that an extension is asked for.' })
  askedDueOn!: string | null;

  @Field(() => Date)
  openedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was struck off (销号).' })
  acceptedAt!: Date | null;

  readonly state!: RectificationState;
}

export const RectificationConnection = connectionOf<Rectification>('Rectification', () => Rectification);

/** A rectification as the graph shows it. */
export function presentRectification(state: RectificationState): Rectification {
  return Object.assign(new Rectification(), state, { state });
}

@InputType({ description: 'All given conditions hold together; a list matches any of its members.' })
export class RectificationFilter {
  @Field(() => [RectificationStatus], { nullable: true })
  status?: RectificationStatus[] | null;

  @Field(() => ID, { nullable: true })
  responsibleUnitId?: string | null;
}
