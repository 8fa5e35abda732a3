import { DayScalar } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { WorkItemStatus } from './work-list.enums.js';

/** A matter on a list (事项). */
@Directive('@key(fields: "id")')
@ObjectType('WorkItem', {
  simpleResolvers: true,
  description: 'A matter on a list (事项). Whoever may read the list may read it.',
})
@Entity('work_item')
export class WorkItem {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'list_id' })
  listId!: string;

  @Column('int')
  position!: number;

  @Field(() => String)
  @Column('text')
  title!: string;

  @Field(() => WorkItemStatus)
  @Column('text')
  status!: WorkItemStatus;

  @Column('uuid', { name: 'responsible_unit_id', nullable: true })
  responsibleUnitId!: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Last day for the whole of it, Asia/Shanghai.' })
  @Column('date', { name: 'due_on', nullable: true })
  dueOn!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was struck off the list (销号); null until then.' })
  @Column('timestamptz', { name: 'accepted_at', nullable: true })
  acceptedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
