import { DayScalar } from '@lianxin/subgraph-kit';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A secret vote on how satisfied the members are with a project (满意度测评). After a rectification there is another. */
@ObjectType('Satisfaction', {
  simpleResolvers: true,
  description: 'The latest secret vote on how satisfied the members are with the project (满意度测评).',
})
@Entity('satisfaction_vote')
export class SatisfactionVote {
  @PrimaryColumn('uuid', { name: 'project_id' })
  projectId!: string;

  @PrimaryColumn('int')
  round!: number;

  @Field(() => DayScalar, { description: 'Day of the vote, Asia/Shanghai.' })
  @Column('date', { name: 'held_on' })
  heldOn!: string;

  @Field(() => Int, { description: 'All members who may vote, present or not.' })
  @Column('int', { name: 'member_count' })
  memberCount!: number;

  @Field(() => Int, { description: 'Votes for 满意.' })
  @Column('int')
  satisfied!: number;

  @Field(() => Int, { description: 'Votes for 基本满意.' })
  @Column('int', { name: 'basically_satisfied' })
  basicallySatisfied!: number;

  @Field(() => Int, { description: 'Votes for 不满意.' })
  @Column('int', { name: 'not_satisfied' })
  notSatisfied!: number;
}
