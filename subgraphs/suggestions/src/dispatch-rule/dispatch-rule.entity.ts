import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { UnitLevel } from '../handling-unit/unit-level.js';

/** A line of the dispatch catalogue (派单目录): matters of this category, at this level, are this unit's. */
@ObjectType('DispatchRule', {
  simpleResolvers: true,
  description:
    'A line of the dispatch catalogue (派单目录): the unit that handles a category and all below it, in its region.',
})
@Entity('dispatch_rule')
export class DispatchRule {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'category_code' })
  categoryCode!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Field(() => UnitLevel, { description: 'The level at which the unit takes it.' })
  @Column('text')
  level!: UnitLevel;

  @Field(() => Int, { description: 'Lower comes first where several units handle one category.' })
  @Column('int')
  priority!: number;

  @Field(() => String, { nullable: true, description: 'What exactly the unit takes, or on what basis.' })
  @Column('text', { nullable: true })
  note!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
