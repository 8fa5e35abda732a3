import { connectionOf, DayScalar } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an activity was: 接待, 调研, 视察, 座谈, 学习, 宣讲, 其他. */
export enum ActivityKind {
  RECEPTION = 'RECEPTION',
  RESEARCH = 'RESEARCH',
  INSPECTION = 'INSPECTION',
  FORUM = 'FORUM',
  STUDY = 'STUDY',
  OUTREACH = 'OUTREACH',
  OTHER = 'OTHER',
}

registerEnumType(ActivityKind, {
  name: 'ActivityKind',
  description: 'What an activity was: 接待, 调研, 视察, 座谈, 学习, 宣讲, 其他.',
});

/** One entry of a station's ledger (三账合一): written once, used for every report. */
@Entity({ schema: 'stations', name: 'activity' })
@Directive('@key(fields: "id")')
@ObjectType('Activity', {
  simpleResolvers: true,
  description: 'One entry of a station’s ledger (三账合一): what was done, when, and the record of it.',
})
export class Activity {
  @PrimaryColumn('uuid')
  @Field(() => ID)
  id!: string;

  @Column('uuid', { name: 'station_id' })
  stationId!: string;

  @Column('text')
  @Field(() => String)
  title!: string;

  @Column('text')
  @Field(() => ActivityKind)
  kind!: ActivityKind;

  @Column('date', { name: 'held_on' })
  @Field(() => DayScalar, { description: 'Its day in Asia/Shanghai.' })
  heldOn!: string;

  /** The written record; it may name residents, so a policy decides who reads it. */
  @Column('text', { name: 'record' })
  writtenRecord!: string;
}

export const ActivityConnection = connectionOf<Activity>('Activity', () => Activity);
