import { DayScalar } from '@lianxin/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A milestone (节点) of a project or of an item of a list. */
@ObjectType('Milestone', {
  simpleResolvers: true,
  description: 'A milestone (节点) of a project or of an item of a list.',
})
@Entity('milestone')
export class Milestone {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'project_id', nullable: true })
  projectId!: string | null;

  @Column('uuid', { name: 'work_item_id', nullable: true })
  workItemId!: string | null;

  @Column('int')
  position!: number;

  @Field(() => String)
  @Column('text')
  title!: string;

  @Field(() => DayScalar, { description: 'Last day for it, Asia/Shanghai.' })
  @Column('date', { name: 'due_on' })
  dueOn!: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'The day on which it was reached, Asia/Shanghai; null until then.',
  })
  @Column('date', { name: 'done_on', nullable: true })
  doneOn!: string | null;
}
